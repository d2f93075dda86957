import type { Lab } from "../lab.ts";
import type { SellingShop } from "../shop/selling-shop.ts";

/** What the product keeps of an app that is in a shop, by platform. */
const HELD = {
  shopify: "SELECT count(*)::int AS count FROM session WHERE shop = $1",
  shopware:
    "SELECT count(*)::int AS count FROM shop_access a JOIN shop s USING (shop_id) WHERE s.domain = $1 AND a.reads_orders",
} as const;

/** Whether the product has what opens this shop's Admin API. */
export async function holdsAccess(
  { database }: Pick<Lab, "database">,
  { platform, shop }: SellingShop,
): Promise<boolean> {
  const { rows } = await database.pool.query<{ count: number }>(HELD[platform], [shop.domain]);
  return (rows[0]?.count ?? 0) > 0;
}
