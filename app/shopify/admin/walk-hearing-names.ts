import type { ShopId } from "@karla/sync/ids";
import type { OrderWalk } from "@karla/sync/order-walk";
import type { ShopNames } from "@karla/sync/shop-names";
import { parseShopDomain } from "../shop-domain.ts";
import { clientOfShop, type ShopClientDeps } from "./client-of-shop.ts";
import { ShopIdentityDocument } from "./graphql.generated.ts";

export interface HearingNamesDeps extends ShopClientDeps {
  names: Pick<ShopNames, "isKnownAs" | "tenantNamed" | "settle">;
}

/**
 * The same walk, which hears what a shop calls itself whenever it is asked for its time zone, once an hour: of a shop that was
 * renamed, and still answers under the name that we know, what comes under the new one is its own before anybody opens the app.
 */
export function walkHearingNames(walk: OrderWalk, deps: HearingNamesDeps): OrderWalk {
  const { names } = deps;
  async function hear(shopId: ShopId): Promise<void> {
    const client = await clientOfShop(deps, shopId);
    const { shop } = await client.request(ShopIdentityDocument, {});
    const named = parseShopDomain(shop.myshopifyDomain) ?? client.shop;
    const isKnown = (await names.isKnownAs(client.shop)) && (await names.tenantNamed("shopify", named)) === shopId;
    if (!isKnown) await names.settle({ platformId: shop.id, domain: client.shop, named });
  }
  return {
    ...walk,
    async timeZone(shopId) {
      await hear(shopId);
      return walk.timeZone(shopId);
    },
  };
}

/** `rename`: nobody listens. For a control of chaos, which must then see it. */
export function hearingWithout(guard: string | undefined, walk: OrderWalk, deps: HearingNamesDeps): OrderWalk {
  return guard === "rename" ? walk : walkHearingNames(walk, deps);
}
