import { objectOf, textOf } from "@karla/sync/json-fields";
import type { Fulfillment, FulfillmentLine } from "@karla/sync/order";
import type { JsonObject } from "@karla/sync/read-json";
import { codesOf } from "./deliveries.ts";
import { instantOf, objectsOf, quantityOf, stateOf, translatedOf, webUrlOf } from "./json-fields.ts";
import type { GoodsLine } from "./normalise-lines.ts";

export interface DeliveryPlace {
  orderId: string;
  /** Its place among the order's deliveries, from 0. */
  index: number;
  readAt: string;
  /** Stands in for dates that are missing: the order's own. */
  otherwiseAt: string;
  goods: readonly GoodsLine[];
}

/** The word of a delivery's state machine -> ours. What came back has left before. */
const STATUSES: ReadonlyMap<string, Fulfillment["status"]> = new Map<string, Fulfillment["status"]>([
  ["open", "open"],
  ["shipped", "success"],
  ["shipped_partially", "success"],
  ["returned", "success"],
  ["returned_partially", "success"],
  ["cancelled", "cancelled"],
]);

/**
 * A delivery, which an order has from the beginning: `planned` until it has a number or left, so that it also tells of numbers
 * that were taken away. `createdAt` is the last change of it, as Karla's own plugin has it: Shopware does not say when a number
 * was noted, and the order's own time would be days too early.
 */
export function normaliseDelivery(delivery: JsonObject, place: DeliveryPlace): Fulfillment {
  const changedAt = instantOf(delivery.updatedAt) ?? instantOf(delivery.createdAt) ?? place.otherwiseAt;
  const method = objectOf(delivery.shippingMethod);
  const codes = codesOf(delivery);
  const state = stateOf(delivery);
  return {
    id: textOf(delivery.id) ?? `${place.orderId}.${place.index + 1}`,
    observedAt: changedAt,
    triggeredAt: place.readAt,
    createdAt: changedAt,
    status: statusOf(state, codes),
    state,
    carrier: translatedOf(method, "name"),
    parcels: codes.map((code) => ({ trackingNumber: code, trackingUrl: trackingUrlOf(method, code) })),
    lines: objectsOf(delivery.positions).flatMap((position) => lineOf(position, place.goods)),
  };
}

function statusOf(state: string | null, codes: readonly string[]): Fulfillment["status"] {
  const status = STATUSES.get(state ?? "") ?? "unknown";
  return codes.length === 0 && status !== "success" ? "planned" : status;
}

/** Shopware's own pages put the number for `%s`. */
function trackingUrlOf(method: JsonObject | null, code: string): string | null {
  const url = translatedOf(method, "trackingUrl");
  return url === null ? null : webUrlOf(url.replaceAll("%s", () => encodeURIComponent(code)));
}

/** Products alone: promotions have positions too, and deposits are in no parcel. Its price is the line's; a position's is rounded. */
function lineOf(position: JsonObject, goods: readonly GoodsLine[]): FulfillmentLine[] {
  const lineId = textOf(position.orderLineItemId) ?? textOf(objectOf(position.orderLineItem)?.id);
  const found = goods.find(({ line, deposit }) => line.id === lineId && !deposit);
  if (found === undefined) return [];
  const { id, title, sku, productId, variantId, price, quantity } = found.line;
  return [
    {
      lineId: id,
      title,
      sku,
      productId,
      variantId,
      quantity: quantityOf(position.quantity) ?? quantity,
      price: price.shop,
    },
  ];
}
