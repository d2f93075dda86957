import { shopIdOf } from "@karla/sync/ids";
import type { Session } from "@shopify/shopify-api";
import { AdminError } from "./shopify/admin/admin-error.ts";
import type { ShopAccess } from "./shopify/admin/shop-access.ts";

/** Shopify's library takes no token that ends within this time. */
const SPARE_MS = 5 * 60_000;

/**
 * A session storage that renews an offline session before it hands it out, so that all requests of all processes make one
 * refresh together; the library would exchange a session token for each of them. Where the refresh fails it hands out what
 * there is, and the library does that.
 */
export function keptFresh<Storage extends { loadSession(id: string): Promise<Session | undefined> }>(
  storage: Storage,
  deps: { access: ShopAccess; now: () => number },
): Storage {
  return {
    ...storage,
    async loadSession(id: string) {
      const session = await storage.loadSession(id);
      if (session === undefined || session.isOnline || !session.refreshToken) return session;
      if (session.expires === undefined || session.expires.getTime() - deps.now() > SPARE_MS) return session;
      try {
        await deps.access.tokenFor({ id: shopIdOf("shopify", session.shop), domain: session.shop });
      } catch (error) {
        if (error instanceof AdminError) return session;
        throw error;
      }
      return storage.loadSession(id);
    },
  };
}
