import type { ShopId } from "@karla/sync/ids";
import type { Session } from "@shopify/shopify-api";
import { AdminError } from "./shopify/admin/admin-error.ts";
import { isFresh, type ShopAccess } from "./shopify/admin/shop-access.ts";

/**
 * A session storage that renews an offline session before it hands it out, so that all requests of all processes make one
 * refresh together; the library would exchange a session token for each of them. Where the refresh fails it hands out what
 * there is, and the library does that.
 */
export function keptFresh<Storage extends { loadSession(id: string): Promise<Session | undefined> }>(
  storage: Storage,
  deps: { access: ShopAccess; tenantOf: (domain: string) => Promise<ShopId>; now: () => number },
): Storage {
  return {
    ...storage,
    async loadSession(id: string) {
      const session = await storage.loadSession(id);
      if (session === undefined || session.isOnline || !session.refreshToken) return session;
      if (isFresh(session, deps.now())) return session;
      try {
        await deps.access.tokenFor({ id: await deps.tenantOf(session.shop), domain: session.shop });
      } catch (error) {
        if (error instanceof AdminError) return session;
        throw error;
      }
      return storage.loadSession(id);
    },
  };
}
