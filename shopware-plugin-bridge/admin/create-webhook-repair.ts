import type { Clock } from "@karla/sync/clock";
import type { ShopId } from "@karla/sync/ids";
import type { Problems } from "@karla/sync/shops";
import { clientOfShop, type ShopClientDeps } from "./shop-client.ts";
import { ShopError } from "./shop-error.ts";

/** How long the merchant sees that it happened. */
const SHOWN_MS = 24 * 3_600_000;
/** Of a whole manifest less than half. */
const MOST_WEBHOOKS = 100;
const ID = /^[0-9a-f]{32}$/;

interface WebhookRepairDeps extends ShopClientDeps {
  /** Where shops reach the bridge, as it stands in the packaged app. */
  bridgeUrl: string;
  problems: Pick<Problems, "raise" | "close">;
  clock: Clock;
  log: WebhookRepairLog;
}

interface WebhookRepairLog {
  info(fields: Readonly<Record<string, string | number>>, message: string): void;
  warn(fields: Readonly<Record<string, string | number | null>>, message: string): void;
}

/**
 * Switches on again what Shopware switched off: of a shop with a message queue each webhook that failed ten times in a row. A
 * shop that does not let us keeps what it has. Webhooks are found by where they go: to ask for those of the app by its name
 * would need the permission to read all apps.
 */
export function createWebhookRepair(deps: WebhookRepairDeps): (shopId: ShopId, until: number) => Promise<void> {
  const { problems, clock, log } = deps;
  const url = `${deps.bridgeUrl.replace(/\/+$/, "")}/`;
  const criteria = {
    limit: MOST_WEBHOOKS,
    filter: [
      { type: "equals", field: "active", value: false },
      { type: "prefix", field: "url", value: url },
    ],
    includes: { webhook: ["id"] },
  };

  async function repair(shopId: ShopId, until: number): Promise<void> {
    const client = await clientOfShop(deps, shopId);
    const off = (await client.search("webhook", criteria)).entities.flatMap(({ id }) =>
      typeof id === "string" && ID.test(id) ? [id] : [],
    );
    if (off.length === 0) return problems.close(shopId, "webhooks_switched_off", clock.now() - SHOWN_MS);
    await problems.raise(shopId, "webhooks_switched_off");
    let on = 0;
    try {
      for (const id of off) {
        if (clock.now() >= until) break;
        await client.update("webhook", id, { active: true });
        on += 1;
      }
    } finally {
      log.info({ shopId, off: off.length, on }, "Shopware had switched webhooks off");
    }
  }

  return async (shopId, until) => {
    try {
      await repair(shopId, until);
      await problems.close(shopId, "shop_permission_missing");
    } catch (error) {
      if (!(error instanceof ShopError)) throw error;
      const { kind, permission } = error;
      if (permission !== null) await problems.raise(shopId, "shop_permission_missing", { permission });
      log.warn({ shopId, why: kind, permission }, "webhooks of a Shopware shop could not be looked after");
    }
  };
}
