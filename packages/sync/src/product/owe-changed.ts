import type { Clock } from "../clock.ts";
import type { ShopId } from "../ids.ts";
import type { ShopView } from "../pipeline/shops.ts";
import type { Catalogue } from "./catalogue.ts";

/** A shop tells of one change of a product by several messages within a second or two: they are answered by one reading. */
const HINTS_TOGETHER_MS = 2_000;

/** Has those products looked at that a shop's messages name, where the merchant has switched the sync on. */
export async function oweChanged(
  { shopId, productIds, shop }: { shopId: ShopId; productIds: readonly string[]; shop: ShopView },
  { catalogue, clock }: { catalogue: Catalogue | null; clock: Clock },
): Promise<void> {
  if (catalogue === null || !shop.settings.syncProducts || productIds.length === 0) return;
  await catalogue.owe(shopId, [...new Set(productIds)], clock.now() + HINTS_TOGETHER_MS);
}
