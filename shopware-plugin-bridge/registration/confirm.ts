import { type ConfirmationDecision, decideConfirmation } from "./decide-confirmation.ts";
import { type Confirmation, type ConfirmationRequest, readConfirmation } from "./read-confirmation.ts";
import { type LegAnswer, LOST_RACE, type RegistrationDeps } from "./registration-deps.ts";

/** Second leg: the shop has the secret and gives its credentials. Stored at once and whole, or nothing changes. */
export async function confirm(deps: RegistrationDeps, request: ConfirmationRequest): Promise<LegAnswer> {
  const confirmation = readConfirmation(request);
  if (confirmation.outcome === "refused") {
    deps.log.warn({ leg: "confirm", reason: confirmation.reason }, "Shopware confirmation refused");
    return confirmation;
  }
  const decision = await decide(deps, confirmation);
  const fields = { leg: "confirm", shop: confirmation.shopId };
  switch (decision.outcome) {
    case "refused":
      deps.log.warn({ ...fields, reason: decision.reason }, "Shopware confirmation refused");
      return decision;
    case "repeated":
      deps.log.info({ ...fields, repeated: true }, "Shopware confirmation stored");
      return { outcome: "done" };
    case "confirmed":
      break;
  }
  const { installation, first, moved } = decision;
  if (!(await deps.installations.save(installation))) {
    // The other one may have been the same confirmation, sent twice.
    const again = await decide(deps, confirmation);
    if (again.outcome === "repeated") return { outcome: "done" };
    deps.log.warn({ ...fields, reason: "lost_race" }, "Shopware confirmation refused");
    return LOST_RACE;
  }
  deps.log.info({ ...fields, first, moved }, "Shopware confirmation stored");
  try {
    await deps.onInstalled(installation);
  } catch (error) {
    // What is stored stays: to refuse now would leave the shop with the old secret and us with the new one.
    deps.log.error(
      { ...fields, error: error instanceof Error ? error.name : "unknown" },
      "Hook of Shopware shop failed",
    );
  }
  return { outcome: "done" };
}

async function decide(deps: RegistrationDeps, confirmation: Confirmation): Promise<ConfirmationDecision> {
  return decideConfirmation(confirmation, await deps.installations.find(confirmation.shopId), deps.clock.now());
}
