import type { ShopId } from "@karla/sync/ids";
import type { Connection, Shops } from "@karla/sync/shops";

export interface KnownShops extends Pick<Shops, "view"> {
  /** Null of a shop that nobody has heard of. */
  domainOf(shopId: ShopId): Promise<string | null>;
}

/** How a shop reaches the core; null where it does not. A view makes a shop known that is not: nobody becomes known by looking. */
export function connectionOfShop(shops: KnownShops): (shopId: ShopId) => Promise<Connection | null> {
  return async (shopId) =>
    (await shops.domainOf(shopId)) === null ? null : (await shops.view(shopId, null)).connection;
}
