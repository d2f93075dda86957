import { isDeepStrictEqual } from "node:util";
import type { ShopId } from "@karla/sync/ids";
import { PRODUCTS_LANE } from "@karla/sync/product-lane";
import { OrderSettings } from "@karla/sync/settings";
import type { Prisma } from "./generated/index.js";
import { standingStatements } from "./owe-standing.ts";

/** Whether settings that were stored as this text take products in. */
export function syncsProducts(stored: string): boolean {
  return OrderSettings.safeParse(JSON.parse(stored)).data?.syncProducts === true;
}

/** Whether these settings bring the catalogue to the same places as those that were stored as this text. */
export function syncsAlike(stored: string, { syncProducts, slugBySalesChannel }: OrderSettings): boolean {
  const before = OrderSettings.safeParse(JSON.parse(stored)).data;
  return before?.syncProducts === syncProducts && isDeepStrictEqual(before.slugBySalesChannel, slugBySalesChannel);
}

/**
 * Has all of a shop's catalogue gone through from `from` on, when every worker sees the settings that say so; but not sooner
 * than five minutes after the last time (Karla's PHP plugin has the same pause), however often it is switched off and on.
 */
export function askProductSync(
  db: Pick<Prisma.TransactionClient, "$executeRaw">,
  shopId: ShopId,
  { now, from }: { now: Date; from: Date },
): Prisma.PrismaPromise<number>[] {
  const asked = db.$executeRaw`
    INSERT INTO product_walk AS w (shop_id, asked_at, phase, done) VALUES (${shopId}::uuid, ${from}, 'shop', 0)
    ON CONFLICT (shop_id) DO UPDATE SET asked_at = greatest(excluded.asked_at, w.started_at + interval '5 minutes')`;
  return [
    asked,
    ...standingStatements(db, { shopId, laneKey: PRODUCTS_LANE, effect: "sync_products", now, due: from }),
  ];
}
