import { derivedKeyring } from "@karla/store/derived-keyring";
import type { Keyring } from "@karla/store/keyring";
import type { Clock } from "@karla/sync/clock";
import type { ShopId } from "@karla/sync/ids";
import { createTrackLinks } from "../../app/proxy/create-track-link.ts";
import { trackPageUrl } from "../../app/proxy/track-page-url.ts";
import { parseShopDomain } from "../../app/shopify/shop-domain.ts";

/**
 * The link that opens one order on a Shopify shop's tracking page without its zip code, for half a year: as secret as one. `order`
 * is Shopify's id of it. Nobody is asked whether there is such an order.
 */
export function trackLink(
  { master, clock }: { master: Keyring; clock: Clock },
  { shopId, shop, order }: { shopId: ShopId; shop: string | undefined; order: string | undefined },
): string {
  const domain = parseShopDomain(shop ?? "");
  if (domain === null) throw new Error("Say which shop: --shop NAME.myshopify.com.");
  if (!/^\d+$/.test(order ?? ""))
    throw new Error("Say which order: --order ID, the number in its address in the admin.");
  const links = createTrackLinks({ keys: derivedKeyring(master, "track-link", ""), clock });
  return trackPageUrl(`https://${domain}`, links.create(shopId, order ?? ""));
}
