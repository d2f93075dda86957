import type { Session } from "@shopify/shopify-api";

/**
 * A session storage that makes a shop known as soon as the app is installed in it: its offline session is the first thing
 * that is stored. A crash between the two is mended by the next opening of the admin, which stores the session again.
 */
export function knownWhenInstalled<Storage extends { storeSession(session: Session): Promise<boolean> }>(
  storage: Storage,
  makeKnown: (shop: { platform: "shopify"; domain: string }) => Promise<void>,
): Storage {
  return {
    ...storage,
    async storeSession(session: Session) {
      const stored = await storage.storeSession(session);
      if (!session.isOnline) await makeKnown({ platform: "shopify", domain: session.shop });
      return stored;
    },
  };
}
