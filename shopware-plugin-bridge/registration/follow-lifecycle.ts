import { decideLifecycle } from "./decide-lifecycle.ts";
import { type Lifecycle, type LifecycleRequest, readLifecycle } from "./read-lifecycle.ts";
import { type LegAnswer, LOST_RACE, type RegistrationDeps } from "./registration-deps.ts";

/** A shop never sends these again, so who comes between is waited for. */
const TRIES = 3;

/** The `app.*` webhooks of a shop. */
export async function followLifecycle(deps: RegistrationDeps, request: LifecycleRequest): Promise<LegAnswer> {
  const lifecycle = readLifecycle(request, { rules: deps.rules, now: deps.clock.now() });
  if (lifecycle.outcome === "refused") {
    deps.log.warn({ leg: "lifecycle", reason: lifecycle.reason }, "Shopware lifecycle event refused");
    return lifecycle;
  }
  for (let tries = 0; tries < TRIES; tries += 1) {
    const answer = await follow(deps, lifecycle);
    if (answer !== LOST_RACE) return answer;
  }
  const { shopId, event } = lifecycle;
  deps.log.warn({ leg: "lifecycle", shop: shopId, event, reason: "lost_race" }, "Shopware lifecycle event refused");
  return LOST_RACE;
}

async function follow(deps: RegistrationDeps, lifecycle: Lifecycle): Promise<LegAnswer> {
  const { installations, log } = deps;
  const { shopId, event } = lifecycle;
  const fields = { leg: "lifecycle", shop: shopId, event };
  const decision = decideLifecycle(lifecycle, await installations.find(shopId), deps.clock.now());
  switch (decision.outcome) {
    case "refused":
      log.warn({ ...fields, reason: decision.reason }, "Shopware lifecycle event refused");
      return decision;
    case "unchanged":
      log.info(fields, "Shopware lifecycle event followed");
      return { outcome: "done" };
    case "changed":
      if (!(await installations.save(decision.installation))) return LOST_RACE;
      log.info(fields, "Shopware lifecycle event followed");
      return { outcome: "done" };
    case "deleted":
      if (!(await installations.save(decision.installation))) return LOST_RACE;
      log.info({ ...fields, purge: decision.purge }, "Shopware lifecycle event followed");
      try {
        await deps.onDeleted(decision.installation, decision.purge);
      } catch (error) {
        log.error(
          { ...fields, error: error instanceof Error ? error.name : "unknown" },
          "Hook of Shopware shop failed",
        );
      }
      return { outcome: "done" };
  }
}
