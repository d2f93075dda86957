import { decideRegistration, type RegistrationDecision } from "./decide-registration.ts";
import type { Installation } from "./installation.ts";
import { type RegistrationRequest, readRegistration } from "./read-registration.ts";
import { type LegAnswer, LOST_RACE, type RegistrationDeps } from "./registration-deps.ts";
import type { RegistrationLimit } from "./registration-limit.ts";

/** First leg: a shop asks for a secret. What it is answered becomes valid with its confirmation. */
export async function register(
  deps: RegistrationDeps & { limit: RegistrationLimit },
  request: RegistrationRequest,
): Promise<LegAnswer> {
  const { appName, appSecrets, rules, newSecret, publicUrl, installations, limit, log } = deps;
  const now = deps.clock.now();
  const registration = readRegistration(request, { appSecrets, rules, now });
  if (registration.outcome === "refused") {
    log.warn({ leg: "register", reason: registration.reason }, "Shopware registration refused");
    return registration;
  }
  const { shopId, appSecret } = registration;
  const fields = { leg: "register", shop: shopId, appSecret: appSecret.id };
  const retryAfterSeconds = await limit.shop(shopId);
  if (retryAfterSeconds !== null) {
    log.warn({ ...fields, reason: "too_many" }, "Shopware registration refused");
    return { outcome: "refused", status: 429, reason: "too_many", retryAfterSeconds };
  }
  const known = await installations.find(shopId);
  const confirmationUrl = `${publicUrl}/shopware/confirm`;
  const decision = decideRegistration(registration, known, { appName, confirmationUrl, newSecret, now });
  const saved = await save(decision, (installation) => installations.save(installation));
  switch (decision.outcome) {
    case "refused":
      // Whether the question could be noted makes no difference to the answer.
      log.warn({ ...fields, reason: decision.reason, noted: saved }, "Shopware registration refused");
      return { outcome: "refused", status: decision.status, reason: decision.reason };
    case "registered":
      if (!saved) {
        log.warn({ ...fields, reason: "lost_race" }, "Shopware registration refused");
        return LOST_RACE;
      }
      log.info({ ...fields, shownBy: decision.shownBy }, "Shopware registration answered");
      return { outcome: "answered", body: decision.answer };
  }
}

async function save(
  decision: RegistrationDecision,
  write: (installation: Installation) => Promise<boolean>,
): Promise<boolean> {
  const changed = decision.outcome === "registered" ? decision.installation : decision.noted;
  return changed !== null && (await write(changed));
}
