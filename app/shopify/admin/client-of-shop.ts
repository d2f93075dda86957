import type { ShopId } from "@karla/sync/ids";
import { type AdminClient, createAdminClient } from "./admin-client.ts";
import { AdminError } from "./admin-error.ts";
import type { AdminHttp } from "./admin-http.ts";
import { isAccessEnd, type ShopAccess } from "./shop-access.ts";

export interface ShopClientDeps extends AdminHttp {
  /** The shop's current domain, null where no shop of that id is known. */
  domainOf: (shopId: ShopId) => Promise<string | null>;
  access: ShopAccess;
}

/**
 * Speaks with this shop under the domain it has now, with the token it gives now. Once the shop does not take that, the app's access has
 * ended, whether anybody said so or not.
 */
export async function clientOfShop(
  deps: ShopClientDeps,
  shopId: ShopId,
): Promise<AdminClient & { accessToken: string }> {
  const { fetch, sleep, now } = deps;
  const shop = await domainOfShop(deps, shopId);
  const accessToken = await deps.access.tokenFor({ id: shopId, domain: shop });
  const client = createAdminClient({ shop, accessToken, origin: deps.originOf(shop), fetch, sleep, now });
  const heard = async (error: unknown): Promise<never> => {
    if (isAccessEnd(error)) await deps.access.end(shop, accessToken);
    throw error;
  };
  return {
    ...client,
    accessToken,
    request: (document, variables) => client.request(document, variables).catch(heard),
    requestGranted: (document, variables) => client.requestGranted(document, variables).catch(heard),
  };
}

/** The domain that this shop has now. */
export async function domainOfShop({ domainOf }: Pick<ShopClientDeps, "domainOf">, shopId: ShopId): Promise<string> {
  const shop = await domainOf(shopId);
  if (shop === null)
    throw new AdminError("the shop is not known", { kind: "unauthorised", retry: false, reached: false });
  return shop;
}
