import { randomUUID } from "node:crypto";
import { appWebhook } from "@karla/sandbox/app-webhook";
import type { SellingShop } from "../shop/selling-shop.ts";
import { signMessage } from "../shop/shopware/sign-message.ts";
import type { CanarySale } from "./sell-to-canary.ts";

/** Has the customer erased as it is done on the platform: by Shopify's request, which names all orders but one; at Shopware the account is deleted. */
export async function askToErase(shop: SellingShop, canary: CanarySale): Promise<void> {
  const { customerId, email, orderIds } = canary;
  if (shop.platform === "shopify") {
    const customer = { id: Number(customerId), email, phone: "canary phone" };
    const orders = [...orderIds].slice(1).map(Number);
    const place = { shopDomain: shop.shop.domain, at: Date.now(), uuid: randomUUID };
    await shop.postAll([shop.message(appWebhook({ event: "customer_redacted", customer, orders }, place))]);
    return;
  }
  const writes = [{ entity: "customer", operation: "delete" as const, primaryKey: customerId }];
  const payload = { shape: "writes" as const, writes };
  const event = { event: "customer.deleted", orderId: null, version: null, at: Date.now(), payload };
  const webhook = shop.site.app()?.webhooks.find((each) => each.event === event.event)?.name ?? "";
  const signed = signMessage(shop.site, { event, webhook, eventId: randomUUID() }, { at: Date.now() });
  const status = signed === null ? null : await shop.deliver(signed);
  if (status !== 200) throw new Error(`the request was answered ${status}`);
}
