import type { BookedOrder } from "@karla/sandbox/booked-order";
import type { OrderFacts } from "@karla/sync/order";
import { adminOrderEvent } from "../../app/shopify/admin/admin-order-event.ts";
import { normaliseShopify } from "../../app/shopify/normalise.ts";
import { orderBody } from "../../packages/sandbox/src/shopify/body/write-order.ts";
import { SHOP } from "./admin-stand.ts";

/** What the webhook of an order in this state says. */
export function byWebhook(order: BookedOrder): OrderFacts {
  const body = Buffer.from(JSON.stringify(orderBody(order, SHOP)));
  return factsIn({ topic: "orders/updated", body, headers: { "x-shopify-shop-domain": SHOP } });
}

/** What an order says that was read from the Admin API. */
export function byReading(orderId: string, body: string): OrderFacts {
  const readAt = "2026-11-24T00:00:00Z";
  return factsIn(adminOrderEvent({ shop: SHOP, orderId, body, apiVersion: "2026-10", readAt }));
}

function factsIn(event: Parameters<typeof normaliseShopify>[0]): OrderFacts {
  const normalised = normaliseShopify(event);
  if (normalised.outcome !== "facts") throw new Error(JSON.stringify(normalised));
  return normalised.facts;
}
