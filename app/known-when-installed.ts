import type { Session } from "@shopify/shopify-api";

interface Keeps {
  storeSession(session: Session): Promise<boolean>;
  renew(looked: { id: string; accessToken: string }, session: Session): Promise<boolean>;
}

/**
 * A session storage that makes a shop known as soon as the app is installed in it: its offline session is the first thing
 * that is stored. A crash between the two is mended by the next opening of the admin that stores or renews the session.
 */
export function knownWhenInstalled<Storage extends Keeps>(
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
    async renew(looked: { id: string; accessToken: string }, session: Session) {
      const renewed = await storage.renew(looked, session);
      if (renewed) await makeKnown({ platform: "shopify", domain: session.shop });
      return renewed;
    },
  };
}
