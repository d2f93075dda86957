import type { BookedOrder } from "@karla/sandbox/booked-order";
import { type ShopAdmins, startShopAdmins } from "./shop-admins.ts";

/** The admin of the demo's shop: where the app is opened, and what it reads of orders. */
export interface ShopAdmin extends Pick<ShopAdmins, "env" | "readings" | "close"> {
  /** From now on these are the shop's orders. */
  book(orders: readonly BookedOrder[]): void;
  /** Opens the app as the merchant does, which installs it. */
  openApp(appUrl: string): Promise<void>;
}

export async function startShopAdmin({ domain, secret }: { domain: string; secret: string }): Promise<ShopAdmin> {
  const admins = await startShopAdmins({ domains: [domain], secret });
  return {
    env: admins.env,
    book: (orders) => admins.book(domain, orders),
    openApp: (appUrl) => admins.openApp(domain, appUrl),
    readings: admins.readings,
    close: admins.close,
  };
}
