import type { ShopId } from "@karla/sync/ids";

type AccessCheck = (shopId: ShopId) => Promise<void>;

interface BelievingDeps {
  domainOf: (shopId: ShopId) => Promise<string | null>;
  sessions: {
    findSessionsByShop(shop: string): Promise<{ id: string }[]>;
    deleteSessions(ids: string[]): Promise<boolean>;
  };
}

/** `generation`: whoever says that the app is gone is believed. For a control of chaos, which must then see it. */
export function accessCheckWithout(
  guard: string | undefined,
  check: AccessCheck,
  { domainOf, sessions }: BelievingDeps,
): AccessCheck {
  if (guard !== "generation") return check;
  return async (shopId) => {
    const shop = await domainOf(shopId);
    const found = shop === null ? [] : await sessions.findSessionsByShop(shop);
    await sessions.deleteSessions(found.map(({ id }) => id));
  };
}
