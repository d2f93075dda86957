import type { Random } from "../random.ts";
import { fulfillmentBody } from "./body/write-fulfillment.ts";
import { instantText } from "./body/write-instant.ts";
import { shippedPieces } from "./body/write-line.ts";
import { orderBody } from "./body/write-order.ts";
import { refundBody } from "./body/write-refund.ts";
import type { BookedOrder } from "./booked-order.ts";
import type { Change } from "./change.ts";
import type { OrderTopic, OrderWebhook } from "./webhook.ts";

/** What Shopify sends when this happened to an order; `order` is the order after the change. */
export function webhooksOfChange(
  order: BookedOrder,
  change: Change,
  shopDomain: string,
  random: Random,
): OrderWebhook[] {
  const eventId = random.uuid();
  let nanoseconds = random.int(1_000_000, 90_000_000);
  return emitted(order, change).map(({ topic, body }) => {
    nanoseconds += random.int(100_000, 40_000_000);
    const seconds = new Date(change.at).toISOString().slice(0, 19);
    return {
      topic,
      orderId: order.id,
      version: order.version,
      at: change.at,
      triggeredAt: `${seconds}.${String(nanoseconds).padStart(9, "0")}Z`,
      webhookId: random.uuid(),
      eventId,
      body: JSON.stringify(body ?? orderBody(order, shopDomain)),
    };
  });
}

/** `body` is left out where the topic shows the whole order. */
function emitted(order: BookedOrder, change: Change): { topic: OrderTopic; body?: object }[] {
  const updated: { topic: OrderTopic } = { topic: "orders/updated" };
  switch (change.change) {
    case "placed":
      return order.paid ? [{ topic: "orders/create" }, { topic: "orders/paid" }] : [{ topic: "orders/create" }];
    case "paid":
      return [{ topic: "orders/paid" }, updated];
    case "shipped": {
      const topic = isFulfilled(order) ? "orders/fulfilled" : "orders/partially_fulfilled";
      return [...ofFulfillment(order, change.fulfillment.id, "fulfillments/create"), { topic }, updated];
    }
    case "tracking_changed":
    case "fulfillment_cancelled":
      return [...ofFulfillment(order, change.fulfillmentId, "fulfillments/update"), updated];
    case "cancelled":
      return [...ofRefund(order, change.refund?.id ?? null), { topic: "orders/cancelled" }, updated];
    case "refunded":
      return [...ofRefund(order, change.refund.id), updated];
    case "edited":
      return [{ topic: "orders/edited", body: editBody(order, change) }, updated];
    case "attributes_changed":
    case "tags_changed":
    case "address_changed":
      return [updated];
    case "deleted":
      return [{ topic: "orders/delete", body: { id: Number(order.id) } }];
  }
}

function ofFulfillment(order: BookedOrder, id: string, topic: OrderTopic): { topic: OrderTopic; body: object }[] {
  return order.fulfillments
    .filter((fulfillment) => fulfillment.id === id)
    .map((fulfillment) => ({ topic, body: fulfillmentBody(order, fulfillment) }));
}

function ofRefund(order: BookedOrder, id: string | null): { topic: OrderTopic; body: object }[] {
  return order.refunds
    .filter((refund) => refund.id === id)
    .map((refund) => ({ topic: "refunds/create", body: refundBody(order, refund) }));
}

/** Whether nothing is left to be sent. */
function isFulfilled(order: BookedOrder): boolean {
  return order.lines.every((line) => line.ordered - line.removed - line.refunded <= shippedPieces(order, line.id));
}

/** The body of `orders/edited`: what was added and removed, not the order. */
function editBody(order: BookedOrder, edit: Extract<Change, { change: "edited" }>): object {
  const at = instantText(edit.at, order.utcOffsetMinutes);
  return {
    order_edit: {
      id: Number(edit.editId),
      app_id: null,
      created_at: at,
      committed_at: at,
      notify_customer: false,
      order_id: Number(order.id),
      staff_note: "",
      user_id: null,
      line_items: {
        additions: edit.added.map((line) => ({ id: Number(line.id), delta: line.ordered })),
        removals: edit.removed.map(({ lineId, quantity }) => ({ id: Number(lineId), delta: quantity })),
      },
      discounts: { line_item: { additions: [], removals: [] } },
      shipping_lines: { additions: [], removals: [] },
    },
  };
}
