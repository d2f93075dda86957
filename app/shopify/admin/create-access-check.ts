import type { ShopId } from "@karla/sync/ids";
import type { Problems } from "@karla/sync/shops";
import type { Session } from "@shopify/shopify-api";
import { WRITE_SCOPES } from "../announce/write-where-allowed.ts";
import { clientOfShop, type ShopClientDeps } from "./client-of-shop.ts";
import { AppScopesDocument } from "./graphql.generated.ts";
import { isAccessEnd } from "./shop-access.ts";

export interface AccessCheckDeps extends ShopClientDeps {
  sessions: {
    loadSession(id: string): Promise<Session | undefined>;
    keepScope(looked: { id: string; accessToken: string }, scope: string): Promise<boolean>;
  };
  /** Told of a scope that was missing and is there. */
  problems?: Pick<Problems, "close">;
}

/**
 * Asks a shop what access the app still has. `app/uninstalled` and `app/scopes_update` are no more than hints: they may be
 * late, come after the app was installed again, or be another message that was signed with the same secret. What counts is
 * whether the shop still takes the token. Throws `AdminError`s while that cannot be found out.
 */
export function createAccessCheck(deps: AccessCheckDeps): (shopId: ShopId) => Promise<void> {
  const { sessions } = deps;
  return async (shopId) => {
    const shop = await deps.domainOf(shopId);
    const id = `offline_${shop}`;
    // No session, no access that could end.
    if (shop === null || (await sessions.loadSession(id))?.accessToken === undefined) return;
    try {
      const client = await clientOfShop(deps, shopId);
      const { currentAppInstallation } = await client.request(AppScopesDocument, {});
      const granted = currentAppInstallation.accessScopes.map(({ handle }) => handle);
      await sessions.keepScope({ id, accessToken: client.accessToken }, granted.join(","));
      const isWhole = WRITE_SCOPES.every((scope) => granted.includes(scope));
      if (isWhole) await deps.problems?.close(shopId, "shop_permission_missing");
    } catch (error) {
      // Then it was ended where it was found out.
      if (!isAccessEnd(error)) throw error;
    }
  };
}
