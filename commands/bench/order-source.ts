import { fillBooks } from "@karla/sandbox/fill-books";
import { z } from "zod";
import { type WebhookRequest, webhookRequest } from "./load/webhook-request.ts";

/** What these suites send is about 12 KB, as a shop's order with a few lines is. */
const BYTES = { least: 11_400, most: 12_900 };
/** A shop sends this topic most: the whole order, with its parcels. */
const TOPIC = "orders/updated";
/** Of the books from which the orders are taken. */
const BOOKS = { seed: 1, orders: 150, shopDomain: "model-shop.myshopify.com" };

/** An order that goes to the core as soon as it is known. */
const Deliverable = z.looseObject({
  id: z.int(),
  test: z.literal(false),
  cancelled_at: z.null(),
  shipping_address: z.looseObject({ zip: z.string().min(1), address1: z.string().min(1) }),
});

export interface OrderRequest extends WebhookRequest {
  orderId: string;
}

/** Makes new orders: each another one, about 12 KB, and such that it is delivered. */
export interface OrderSource {
  /** So many orders of a shop, signed. No order comes twice, in one call or in several. */
  requests(wish: { count: number; shopDomain: string; secret: string }): OrderRequest[];
}

/** The orders are those that a sandbox shop placed, over and over under new ids: to tell each its own story takes too long. */
export function createOrderSource(): OrderSource {
  const models = fillBooks(BOOKS).webhooks.flatMap(({ topic, body }) => {
    const bytes = Buffer.byteLength(body);
    if (topic !== TOPIC || bytes < BYTES.least || bytes > BYTES.most) return [];
    const order = Deliverable.safeParse(JSON.parse(body));
    return order.success ? [{ body, id: order.data.id }] : [];
  });
  let made = 0;
  return {
    requests: ({ count, shopDomain, secret }) =>
      Array.from({ length: count }, () => {
        const model = models[made % models.length];
        if (model === undefined) throw new Error("The sandbox shop has placed no order of the size that is wanted.");
        made += 1;
        const orderId = String(model.id + made);
        const body = model.body.replaceAll(String(model.id), orderId).replaceAll(BOOKS.shopDomain, shopDomain);
        return { ...webhookRequest({ topic: TOPIC, shopDomain, secret, body }), orderId };
      }),
  };
}
