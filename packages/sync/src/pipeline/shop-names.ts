import type { Platform, ShopId } from "../ids.ts";

/** What one of Shopify's shops said of itself, asked with a token of its own. */
export interface ShopIdentity {
  /** The shop's own id, which stays when it is renamed. */
  platformId: string;
  /** The domain under which it was asked. */
  domain: string;
  /** What it calls itself: the same, or another name of its. */
  named: string;
}

/** Under which names shops were met, and whose those are. A shop at Shopware is named by its id, and has one name. */
export interface ShopNames {
  /** The tenant that this shop id belongs to: itself, unless it was computed from another name of the tenant's. */
  tenantOf(shopId: ShopId): Promise<ShopId>;
  /** The tenant that has this name, or had it. */
  tenantNamed(platform: Platform, name: string): Promise<ShopId>;
  /** Whether this is the name of a shop whose own id is known. */
  isKnownAs(domain: string): Promise<boolean>;
  /** False where the name is another of Shopify's shops: then nothing of that may be opened under it. */
  admits(shop: Pick<ShopIdentity, "platformId" | "domain">): Promise<boolean>;
  /**
   * Keeps which shop this is. Where it was met before under another name it is that tenant, whose name this becomes; what has come
   * under the name is brought over by the worker. Gives the tenant; null where the name is another of Shopify's shops.
   */
  settle(shop: ShopIdentity): Promise<ShopId | null>;
}
