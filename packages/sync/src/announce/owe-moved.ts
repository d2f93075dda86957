import type { Clock } from "../clock.ts";
import type { ShopId } from "../ids.ts";
import type { ShopView } from "../pipeline/shops.ts";
import type { OweParcels } from "./parcel-notes.ts";

/** The core tells of one happening once for each group that it belongs to: one look answers them all. */
const TOGETHER_MS = 1_000;

/** Has the orders looked at of whose parcels the core says that something happened. */
export async function oweMoved(
  { shopId, orderIds, shop }: { shopId: ShopId; orderIds: readonly string[]; shop: ShopView },
  { parcels, clock }: { parcels: { owe: OweParcels } | null; clock: Clock },
): Promise<void> {
  if (parcels === null || !shop.settings.noteParcels || orderIds.length === 0) return;
  await parcels.owe(shopId, [...new Set(orderIds)], clock.now() + TOGETHER_MS);
}
