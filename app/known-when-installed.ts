import type { Session } from "@shopify/shopify-api";
import type { ShopRegister } from "./shop-register.ts";

interface Keeps {
  storeSession(session: Session): Promise<boolean>;
  renew(looked: { id: string; accessToken: string }, session: Session): Promise<boolean>;
}

/**
 * A session storage that makes a shop known as soon as the app is installed in it: its offline session is the first thing
 * that is stored. A crash between the two is mended by the next opening of the admin.
 */
export function knownWhenInstalled<Storage extends Keeps>(
  storage: Storage,
  register: Pick<ShopRegister, "identify" | "enter">,
): Storage {
  return {
    ...storage,
    async storeSession(session: Session) {
      if (session.isOnline) return storage.storeSession(session);
      const identity = await register.identify(session);
      const stored = await storage.storeSession(session);
      await register.enter(session.shop, identity);
      return stored;
    },
    async renew(looked: { id: string; accessToken: string }, session: Session) {
      const renewed = await storage.renew(looked, session);
      if (renewed) await register.enter(session.shop, null);
      return renewed;
    },
  };
}
