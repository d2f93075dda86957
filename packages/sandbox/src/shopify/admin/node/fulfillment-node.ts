import type { BookedFulfillment } from "../../booked-order.ts";
import { newestEvent } from "../../newest-event.ts";
import type { AdminNode } from "./admin-node.ts";
import { listConnection } from "./connection.ts";
import { firstOf } from "./first-of.ts";
import { fulfillmentEventNode } from "./fulfillment-event-node.ts";
import { gid } from "./gid.ts";
import { utcText } from "./instant.ts";
import { lineNode } from "./line-node.ts";
import type { OrderPage } from "./order-page.ts";

/** `Fulfillment`. `orderNode` is passed in: an order has fulfillments, and a fulfillment its order. */
export function fulfillmentNode(
  fulfillment: BookedFulfillment,
  page: OrderPage,
  orderNode: (page: OrderPage) => AdminNode,
): AdminNode {
  const { order } = page;
  return {
    __typename: "Fulfillment",
    id: gid("Fulfillment", fulfillment.id),
    legacyResourceId: fulfillment.id,
    name: fulfillment.name,
    status: fulfillment.status === "cancelled" ? "CANCELLED" : "SUCCESS",
    displayStatus: fulfillment.status === "cancelled" ? "CANCELED" : (newestEvent(fulfillment)?.status ?? "FULFILLED"),
    createdAt: utcText(fulfillment.createdAt),
    updatedAt: utcText(fulfillment.updatedAt),
    deliveredAt: firstAt(fulfillment, "DELIVERED"),
    inTransitAt: firstAt(fulfillment, "IN_TRANSIT"),
    estimatedDeliveryAt: null,
    order: () => orderNode(page),
    totalQuantity: fulfillment.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    requiresShipping: order.lines.some(
      (line) => line.requiresShipping && fulfillment.lines.some(({ lineId }) => lineId === line.id),
    ),
    location: order.locationId === null ? null : locationNode(order.locationId),
    trackingInfo: firstOf(trackingNodes(fulfillment)),
    fulfillmentLineItems: listConnection(pieces(fulfillment, page), (node) => node),
    events: listConnection(fulfillment.events, fulfillmentEventNode),
  };
}

/** When it first came to this status; null where nobody told. */
function firstAt({ events }: BookedFulfillment, status: string): string | null {
  const instants = events.filter((event) => event.status === status).map(({ happenedAt }) => happenedAt);
  return instants.length === 0 ? null : utcText(Math.min(...instants));
}

/** Of a place the books know the id alone. */
function locationNode(id: string): AdminNode {
  return { __typename: "Location", id: gid("Location", id), legacyResourceId: id };
}

/**
 * One entry for each number or URL the seller typed. The n-th URL stands beside the n-th number whether or not it
 * belongs there: Shopify keeps two lists and shows them side by side.
 */
function trackingNodes({ carrier, trackingNumbers, trackingUrls }: BookedFulfillment): AdminNode[] {
  const count = Math.max(trackingNumbers.length, trackingUrls.length, carrier === null ? 0 : 1);
  return Array.from({ length: count }, (_, index) => ({
    company: carrier,
    number: trackingNumbers[index] ?? null,
    url: trackingUrls[index] ?? null,
  }));
}

/** The books count pieces without an id of their own: it is the fulfillment's and the place in it. */
function pieces(fulfillment: BookedFulfillment, page: OrderPage): AdminNode[] {
  return fulfillment.lines.flatMap(({ lineId, quantity }, index) =>
    page.order.lines
      .filter(({ id }) => id === lineId)
      .map((line) => ({
        __typename: "FulfillmentLineItem",
        id: gid("FulfillmentLineItem", `${fulfillment.id}${index + 1}`),
        quantity,
        lineItem: () => lineNode(line, page),
        originalTotalSet: page.money.bag(line.price * quantity),
      })),
  );
}
