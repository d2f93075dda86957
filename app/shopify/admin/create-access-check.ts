import type { ShopId } from "@karla/sync/ids";
import type { Problems } from "@karla/sync/shops";
import type { Session } from "@shopify/shopify-api";
import { WRITE_SCOPES } from "../announce/write-where-allowed.ts";
import { createAdminClient } from "./admin-client.ts";
import { AdminError } from "./admin-error.ts";
import type { AdminHttp } from "./admin-http.ts";
import { AppScopesDocument } from "./graphql.generated.ts";
import type { ShopAccess } from "./shop-access.ts";

interface Looked {
  id: string;
  accessToken: string;
}

export interface AccessCheckDeps extends AdminHttp {
  /** The shop's current domain, null where no shop of that id is known. */
  domainOf: (shopId: ShopId) => Promise<string | null>;
  sessions: {
    loadSession(id: string): Promise<Session | undefined>;
    endAccess(looked: Looked, at: Date): Promise<boolean>;
    keepScope(looked: Looked, scope: string): Promise<boolean>;
  };
  access: ShopAccess;
  /** Told of a scope that was missing and is there. */
  problems?: Pick<Problems, "close">;
}

/**
 * Asks a shop what access the app still has. `app/uninstalled` and `app/scopes_update` are no more than hints: they may be
 * late, come after the app was installed again, or be another message that was signed with the same secret. What counts is
 * whether the shop still takes the token. Throws `AdminError`s while that cannot be found out.
 */
export function createAccessCheck(deps: AccessCheckDeps): (shopId: ShopId) => Promise<void> {
  const { sessions, fetch, sleep, now } = deps;
  async function tokenOf(id: string): Promise<Looked | null> {
    const session = await sessions.loadSession(id);
    return session?.accessToken === undefined ? null : { id, accessToken: session.accessToken };
  }
  return async (shopId) => {
    const shop = await deps.domainOf(shopId);
    let looked = shop === null ? null : await tokenOf(`offline_${shop}`);
    // No session, no access that could end.
    if (shop === null || looked === null) return;
    try {
      const accessToken = await deps.access.tokenFor({ id: shopId, domain: shop });
      looked = { ...looked, accessToken };
      const client = createAdminClient({ shop, accessToken, origin: deps.originOf(shop), fetch, sleep, now });
      const { currentAppInstallation } = await client.request(AppScopesDocument, {});
      const granted = currentAppInstallation.accessScopes.map(({ handle }) => handle);
      await sessions.keepScope(looked, granted.join(","));
      const isWhole = WRITE_SCOPES.every((scope) => granted.includes(scope));
      if (isWhole) await deps.problems?.close(shopId, "shop_permission_missing");
    } catch (error) {
      // Not 403, which a shop may answer for other reasons: what is deleted comes back only when the merchant opens the app.
      if (!(error instanceof AdminError && error.kind === "unauthorised" && error.status === 401)) throw error;
      await sessions.endAccess(looked, new Date(now()));
    }
  };
}
