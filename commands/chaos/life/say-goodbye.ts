import { randomUUID } from "node:crypto";
import { type AppEvent, appWebhook } from "@karla/sandbox/app-webhook";
import type { Lab } from "../lab.ts";
import type { SellingShop, ShopifyShop, ShopwareShop } from "../shop/selling-shop.ts";
import { signDeletion } from "../shop/shopware/sign-deletion.ts";

/** Says one thing of an app that is gone, each time the same. Gives the status; null where nobody answered in time. */
export type Goodbye = () => Promise<number | null>;

const NOBODY = { id: 4_711, email: "nobody@example.com", phone: "" };
const UNINSTALLED = { event: "uninstalled" } as const;
const OF_A_CUSTOMER = [
  { event: "data_requested", customer: NOBODY, orders: [] },
  { event: "customer_redacted", customer: NOBODY, orders: [] },
] as const;

/** What a platform says when the app was taken out of a shop and the shop is to be erased, on whatever day it says it. */
export function goodbyesOf(lab: Lab, shop: SellingShop): Goodbye[] {
  return shop.platform === "shopify"
    ? [UNINSTALLED, ...OF_A_CUSTOMER, { event: "shop_redacted" } as const].map((event) => webhookOf(shop, event))
    : [deletionOf(lab, shop)];
}

/** What may come of a shop that was erased. At Shopware nothing does: nobody is known there who could sign it. */
export function latecomersOf(shop: SellingShop): Goodbye[] {
  return shop.platform === "shopify" ? [UNINSTALLED, ...OF_A_CUSTOMER].map((event) => webhookOf(shop, event)) : [];
}

function webhookOf(shop: ShopifyShop, event: AppEvent): Goodbye {
  const message = shop.message(appWebhook(event, { shopDomain: shop.shop.domain, at: Date.now(), uuid: randomUUID }));
  return () => shop.post(message);
}

function deletionOf({ receivers }: Lab, { site }: ShopwareShop): Goodbye {
  const { path, headers, body } = signDeletion(site);
  return async () => (await fetch(new URL(path, receivers[0]?.url), { method: "POST", headers, body })).status;
}
