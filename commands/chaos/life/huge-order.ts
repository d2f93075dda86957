import { type BookEntry, tellStory } from "@karla/sandbox/fill-books";
import { seededRandom } from "@karla/sandbox/random";
import type { OrderWebhook } from "@karla/sandbox/webhook";
import { lifeOfOrder } from "../shop/life-of-order.ts";

export interface HugeOrderWish {
  seed: number;
  number: number;
  shopDomain: string;
  lines: number;
}

/** What is left of a line: a subscription may ask for some fields only. */
const FIELDS = [
  "id",
  "title",
  "quantity",
  "current_quantity",
  "price",
  "sku",
  "product_id",
  "variant_id",
  "requires_shipping",
  "total_discount",
  "fulfillment_service",
  "fulfillment_status",
  "vendor",
];

/** An order of so many lines, and the one webhook with which the shop reports it: 10,000 lines are somewhat under 3 MB. */
export function hugeOrder({ lines, ...wish }: HugeOrderWish): { entry: BookEntry; webhook: OrderWebhook } {
  const [placed] = lifeOfOrder(wish).entry.history;
  const [line] = placed?.lines ?? [];
  if (placed === undefined || line === undefined) throw new Error("an order without a line");
  const own = { ...line, tax: null, discount: 0 };
  const order = {
    ...placed,
    discountCodes: [],
    lines: Array.from({ length: lines }, (_, n) => ({ ...own, id: String(10_000_000_000_000 + n) })),
  };
  const changes = [{ change: "placed" as const, order, at: order.createdAt }];
  const { entry, webhooks } = tellStory({ orderId: order.id, changes }, wish.shopDomain, seededRandom(wish.number));
  const [webhook] = webhooks;
  if (webhook === undefined) throw new Error("an order that nothing is sent about");
  return { entry, webhook: { ...webhook, body: withSlimLines(webhook.body) } };
}

function withSlimLines(body: string): string {
  const order = JSON.parse(body);
  const slim = (line: Record<string, unknown>) => Object.fromEntries(FIELDS.map((field) => [field, line[field]]));
  return JSON.stringify({ ...order, line_items: order.line_items.map(slim) });
}
