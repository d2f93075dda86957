import type { BookedOrder } from "@karla/sandbox/booked-order";
import type { ToldJournal } from "@karla/sandbox/told-journal";
import { type ShopAdmins, startShopAdmins } from "./shop-admins.ts";

/** The admin of the demo's shop: where the app is opened, and what it reads of orders. */
export interface ShopAdmin extends Pick<ShopAdmins, "env" | "readings" | "close"> {
  /** What the app told the shop. */
  told: ToldJournal;
  /** From now on these are the shop's orders. */
  book(orders: readonly BookedOrder[]): void;
  /** Opens the app as the merchant does, which installs it. */
  openApp(appUrl: string): Promise<void>;
}

/** `plan`: how many requests the shop answers in a second. */
export async function startShopAdmin({
  domain,
  ...shop
}: {
  domain: string;
  secret: string;
  plan?: "standard" | "plus";
}): Promise<ShopAdmin> {
  const admins = await startShopAdmins({ domains: [domain], ...shop });
  return {
    env: admins.env,
    told: admins.told.journal,
    book: (orders) => admins.book(domain, orders),
    openApp: (appUrl) => admins.openApp(domain, appUrl),
    readings: admins.readings,
    close: admins.close,
  };
}
