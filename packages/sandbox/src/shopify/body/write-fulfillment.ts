import type { BookedFulfillment, BookedOrder } from "../booked-order.ts";
import { newestEvent } from "../newest-event.ts";
import { addressBody } from "./write-address.ts";
import { instantText } from "./write-instant.ts";
import { movedLineBody } from "./write-line.ts";
import { moneyWriter } from "./write-money.ts";

/** The body of `fulfillments/create` and `fulfillments/update`. */
export function fulfillmentBody(order: BookedOrder, fulfillment: BookedFulfillment): object {
  return { ...fulfillmentInOrder(order, fulfillment), email: order.email ?? "", destination: destinationOf(order) };
}

function destinationOf(order: BookedOrder): object | null {
  return order.shippingAddress === null ? null : addressBody(order.shippingAddress);
}

/** One of `fulfillments` inside an order: the same without customer and destination. */
export function fulfillmentInOrder(order: BookedOrder, fulfillment: BookedFulfillment): object {
  const money = moneyWriter(order);
  return {
    id: Number(fulfillment.id),
    order_id: Number(order.id),
    status: fulfillment.status,
    created_at: instantText(fulfillment.createdAt, order.utcOffsetMinutes),
    service: "manual",
    updated_at: instantText(fulfillment.updatedAt, order.utcOffsetMinutes),
    tracking_company: fulfillment.carrier,
    shipment_status: newestEvent(fulfillment)?.status.toLowerCase() ?? null,
    location_id: order.locationId === null ? null : Number(order.locationId),
    origin_address: null,
    line_items: fulfillment.lines.flatMap(({ lineId, quantity }) =>
      order.lines.filter(({ id }) => id === lineId).map((line) => movedLineBody(order, line, quantity, money)),
    ),
    tracking_number: fulfillment.trackingNumbers[0] ?? null,
    tracking_numbers: fulfillment.trackingNumbers,
    tracking_url: fulfillment.trackingUrls[0] ?? null,
    tracking_urls: fulfillment.trackingUrls,
    receipt: {},
    name: fulfillment.name,
    admin_graphql_api_id: `gid://shopify/Fulfillment/${fulfillment.id}`,
  };
}
