import type { Backfills } from "@karla/sync/backfill";
import type { ShopId } from "@karla/sync/ids";
import { newBackfill } from "@karla/sync/new-backfill";
import type { Shops } from "@karla/sync/shops";

/**
 * A shop's orders are imported by themselves once, when the app is installed and the shop connected, whichever comes last.
 * `now`: milliseconds since the epoch.
 */
export async function importFirst(
  {
    backfills,
    shops,
    standing,
  }: { backfills: Backfills; shops: Pick<Shops, "viewNow">; standing: { backfill(shopId: ShopId): Promise<void> } },
  shopId: ShopId,
  now: number,
): Promise<void> {
  if ((await backfills.latest(shopId)) !== null) return;
  const { connection, readsOrders } = await shops.viewNow(shopId);
  if (connection === null || !readsOrders) return;
  await backfills.begin(shopId, newBackfill(null, now));
  await standing.backfill(shopId);
}
