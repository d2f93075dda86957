import { randomUUID } from "node:crypto";
import { fillBooks } from "@karla/sandbox/fill-books";
import type { Webhook } from "@karla/sandbox/webhook";
import { z } from "zod";
import { SHOP } from "./running-app.ts";

/** Such that it goes to the core as soon as it is known. */
const Deliverable = z.looseObject({
  id: z.int(),
  test: z.literal(false),
  cancelled_at: z.null(),
  shipping_address: z.looseObject({ zip: z.string().min(1), address1: z.string().min(1) }),
});

const [model] = fillBooks({ seed: 1, orders: 30, shopDomain: SHOP }).webhooks.flatMap((webhook) => {
  const order = webhook.topic === "orders/updated" ? Deliverable.safeParse(JSON.parse(webhook.body)) : null;
  return order?.success ? [{ webhook, order: order.data }] : [];
});

/** A new order of the shop with this number and these note attributes, as Shopify tells of it; `changed` is otherwise than in the others. */
export function orderWith(number: number, noteAttributes: Record<string, string>, changed: object = {}): Webhook {
  if (model === undefined) throw new Error("the sandbox shop placed no order that goes to the core");
  const { webhook, order } = model;
  const id = order.id + number;
  const body = JSON.stringify({
    ...order,
    id,
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    name: `#${number}`,
    number,
    order_number: number,
    note_attributes: Object.entries(noteAttributes).map(([name, value]) => ({ name, value })),
    ...changed,
  });
  return { ...webhook, orderId: String(id), webhookId: randomUUID(), eventId: randomUUID(), body };
}
