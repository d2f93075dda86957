import { fulfillmentBody } from "./body/write-fulfillment.ts";
import { orderBody } from "./body/write-order.ts";
import type { BookedOrder } from "./booked-order.ts";
import type { OrderTopic, OrderWebhook } from "./webhook.ts";

export interface FulfillmentEventPlace {
  shopDomain: string;
  /** When the shop was told, milliseconds since the epoch. */
  at: number;
  /** Never the same twice. */
  uuid(): string;
}

/**
 * What the shop sends when it was told where a fulfillment is: the fulfillment, whose `shipment_status` is another, and the
 * order that has it. Nothing else about the order changed, so it is of the same version.
 */
export function webhooksOfFulfillmentEvent(
  order: BookedOrder,
  fulfillmentId: string,
  { shopDomain, at, uuid }: FulfillmentEventPlace,
): OrderWebhook[] {
  const eventId = uuid();
  const webhook = (topic: OrderTopic, body: object): OrderWebhook => ({
    topic,
    orderId: order.id,
    version: order.version,
    at,
    triggeredAt: `${new Date(at).toISOString().slice(0, -1)}000000Z`,
    webhookId: uuid(),
    eventId,
    body: JSON.stringify(body),
  });
  const updated = order.fulfillments
    .filter(({ id }) => id === fulfillmentId)
    .map((fulfillment) => webhook("fulfillments/update", fulfillmentBody(order, fulfillment)));
  return [...updated, webhook("orders/updated", orderBody(order, shopDomain))];
}
