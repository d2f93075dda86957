import type { Clock } from "@karla/sync/clock";
import type { Installations } from "./installation.ts";
import type { RegistrationLog } from "./registration-deps.ts";

/** Whoever verifies with a remembered installation takes it for inactive for as long as it is remembered. */
const ONCE_IN_MS = 60_000;
const MOST_SHOPS = 5_000;

interface ReactivationDeps {
  installations: Installations;
  clock: Clock;
  log: Pick<RegistrationLog, "info" | "warn">;
}

/**
 * For a shop that signed rightly while it counts as inactive: Shopware sends nothing for an app that is deactivated, so its
 * `app.activated` was lost. Noted once; never throws, for nothing that the shop sends depends on it.
 */
export function createReactivation({ installations, clock, log }: ReactivationDeps): (shopId: string) => Promise<void> {
  const noted = new Map<string, number>();
  return async (shopId) => {
    const now = clock.now();
    if (now - (noted.get(shopId) ?? Number.NEGATIVE_INFINITY) < ONCE_IN_MS) return;
    noted.delete(shopId);
    noted.set(shopId, now);
    const oldest = noted.size > MOST_SHOPS ? noted.keys().next().value : undefined;
    if (oldest !== undefined) noted.delete(oldest);
    try {
      const known = await installations.find(shopId);
      if (known === null || known.active || known.deletedAt !== null) return;
      if (await installations.save({ ...known, active: true }))
        log.info({ shop: shopId }, "Shopware app is active again");
    } catch (error) {
      const name = error instanceof Error ? error.name : "unknown";
      log.warn({ shop: shopId, error: name }, "Shopware app could not be noted as active");
    }
  };
}
