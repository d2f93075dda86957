import type { OrderWebhook } from "@karla/sandbox/webhook";
import { lifeOfOrder } from "../shop/life-of-order.ts";
import type { ShopifyShop } from "../shop/selling-shop.ts";
import { type BodyChange, changedBody, HARMLESS, UNUSABLE } from "./changed-bodies.ts";
import type { OtherSchema } from "./f35-other-schema.ts";

const EACH = 5;
/** Of the next years, of years ago, and none at all. */
const VERSIONS = ["2027-10", "2031-01", "2019-04", "unstable", "v2", "2026-13"];

/** Sends bodies and headers as other versions of Shopify's API have them. */
export async function sendOtherBodies(shop: ShopifyShop, seed: number): Promise<OtherSchema> {
  const shopDomain = shop.shop.domain;
  let number = 1001;
  let refused = 0;
  /** The last webhook of a new order, as it would be. */
  const sell = (usable: boolean): OrderWebhook => {
    const { entry, webhooks } = lifeOfOrder({ seed, number: number++, shopDomain, happens: ["fulfil"] });
    // What no order can be made of is in nobody's books: the core must not know it.
    if (usable) shop.entries.push(entry);
    const last = webhooks.at(-1);
    if (last === undefined) throw new Error("an order that nothing is sent about");
    return last;
  };
  const send = async (webhook: OrderWebhook, headers: Readonly<Record<string, string>> = {}) => {
    const signed = shop.message(webhook).sign();
    if (signed === null) return;
    const status = await shop.deliver({ ...signed, headers: { ...signed.headers, ...headers } });
    if (status === null || status >= 300) refused += 1;
  };
  const sendChanged = async (change: BodyChange, usable: boolean) => {
    for (let n = 0; n < EACH; n += 1) {
      const webhook = sell(usable);
      await send({ ...webhook, body: changedBody(webhook.body, change) });
    }
  };
  for (const change of UNUSABLE) await sendChanged(change, false);
  for (const change of HARMLESS) await sendChanged(change, true);
  for (const version of VERSIONS) {
    for (let n = 0; n < EACH; n += 1) await send(sell(true), { "X-Shopify-API-Version": version });
  }
  for (let n = 0; n < EACH; n += 1) await send(sell(true));
  return {
    unusable: EACH * UNUSABLE.length,
    harmless: EACH * HARMLESS.length,
    versions: EACH * VERSIONS.length,
    refused,
  };
}
