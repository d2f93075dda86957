import type { ShopId } from "@karla/sync/ids";
import type { Session } from "@shopify/shopify-api";
import type { TrackLinks } from "../../proxy/create-track-link.ts";
import { trackPageUrl } from "../../proxy/track-page-url.ts";

/** What a place in the storefront takes. */
const SCOPE = "write_app_proxy";

export interface OwnTrackPagesDeps {
  /** The shop's current domain, null where no shop of that id is known. */
  domainOf: (shopId: ShopId) => Promise<string | null>;
  sessions: { loadSession(id: string): Promise<Session | undefined> };
  links: Pick<TrackLinks, "create">;
  /** Sandbox only: the storefront is there. */
  sandboxOrigin: string | undefined;
}

/** The address of an order on the shop's own tracking page. */
export type OwnTrackPageOf = (shopId: ShopId, orderId: string) => Promise<string | null>;

/**
 * Links to orders on the shops' own tracking pages; null where the merchant has not agreed to a place in the storefront. They name
 * Shopify's own domain of the shop, which leads on to the one that customers know.
 */
export function createOwnTrackPages({ domainOf, sessions, links, sandboxOrigin }: OwnTrackPagesDeps): OwnTrackPageOf {
  return async (shopId, orderId) => {
    const shop = await domainOf(shopId);
    if (shop === null) return null;
    const session = await sessions.loadSession(`offline_${shop}`);
    const granted = session?.scope?.split(",").map((scope) => scope.trim()) ?? [];
    if (!granted.includes(SCOPE)) return null;
    return trackPageUrl(sandboxOrigin ?? `https://${shop}`, links.create(shopId, orderId));
  };
}
