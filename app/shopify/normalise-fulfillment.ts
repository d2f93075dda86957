import { textOf } from "@karla/sync/json-fields";
import { Decimal } from "@karla/sync/money";
import type { Fulfillment, FulfillmentLine } from "@karla/sync/order";
import type { JsonObject, JsonValue } from "@karla/sync/read-json";
import { idOf } from "./ids-in-body.ts";
import { objectsOf, quantityOf } from "./json-fields.ts";
import { normaliseInstant } from "./normalise-instant.ts";
import { goodsOf } from "./normalise-line.ts";
import { parcelsOf } from "./tracking.ts";

export interface FulfillmentPlace {
  orderId: string;
  /** Its place among the order's fulfillments, from 0. */
  index: number;
  triggeredAt: string;
  /** Stands in for dates that are missing: the order's own. */
  otherwiseAt: string;
}

const STATUSES: ReadonlyMap<string, Fulfillment["status"]> = new Map<string, Fulfillment["status"]>([
  ["pending", "open"],
  ["open", "open"],
  ["success", "success"],
  ["cancelled", "cancelled"],
  ["failure", "failed"],
  ["error", "failed"],
]);

/** A fulfillment in an order or by itself: the same object gives the same facts in both places. */
export function normaliseFulfillment(fulfillment: JsonObject, place: FulfillmentPlace): Fulfillment {
  const createdAt = normaliseInstant(fulfillment.created_at);
  const updatedAt = normaliseInstant(fulfillment.updated_at);
  return {
    id: idOf(fulfillment, "Fulfillment") ?? textOf(fulfillment.name) ?? `${place.orderId}.${place.index + 1}`,
    observedAt: updatedAt ?? createdAt ?? place.otherwiseAt,
    triggeredAt: place.triggeredAt,
    createdAt: createdAt ?? updatedAt ?? place.otherwiseAt,
    status: statusOf(fulfillment.status),
    state: null,
    carrier: textOf(fulfillment.tracking_company),
    parcels: parcelsOf(fulfillment),
    lines: objectsOf(fulfillment.line_items).map(lineOf),
  };
}

function statusOf(field: JsonValue | undefined): Fulfillment["status"] {
  return (typeof field === "string" ? STATUSES.get(field.trim().toLowerCase()) : undefined) ?? "unknown";
}

/**
 * `quantity` is what this fulfillment sends, not what was ordered. The price is a copy of the order line's: that one is
 * held to be readable, and no parcel is lost for this one.
 */
function lineOf(line: JsonObject, index: number): FulfillmentLine {
  const price = Decimal.safeParse(line.price);
  const { id, ...goods } = goodsOf(line, index);
  return {
    lineId: id,
    ...goods,
    quantity: quantityOf(line.quantity) ?? 1,
    price: price.success ? price.data : null,
  };
}
