import type { ShopIdentity } from "@karla/sync/shop-names";
import { parseShopDomain } from "../shop-domain.ts";
import { AdminError } from "./admin-error.ts";
import { ShopIdentityDocument } from "./graphql.generated.ts";
import { type HurriedClientDeps, hurriedClient } from "./hurried-client.ts";

export interface AskIdentityDeps extends HurriedClientDeps {
  onError: (error: AdminError) => void;
}

/** Asks a shop which one it is, with its own token; null where it does not say so now. */
export type AskIdentity = (session: { shop: string; accessToken?: string | undefined }) => Promise<ShopIdentity | null>;

export function createAskIdentity(deps: AskIdentityDeps): AskIdentity {
  return async ({ shop: domain, accessToken }) => {
    if (accessToken === undefined) return null;
    try {
      const { shop } = await hurriedClient(deps, domain, accessToken).request(ShopIdentityDocument, {});
      return { platformId: shop.id, domain, named: parseShopDomain(shop.myshopifyDomain) ?? domain };
    } catch (error) {
      if (!(error instanceof AdminError)) throw error;
      deps.onError(error);
      return null;
    }
  };
}
