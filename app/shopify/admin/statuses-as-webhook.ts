import type { JsonObject, JsonValue } from "@karla/sync/read-json";
import { objectsOf } from "../json-fields.ts";

const WORDS: ReadonlyMap<JsonValue, JsonValue> = new Map<JsonValue, JsonValue>([
  ["FULFILLED", "fulfilled"],
  ["PARTIALLY_FULFILLED", "partial"],
  ["RESTOCKED", "restocked"],
  ["UNFULFILLED", null],
  ["OPEN", null],
  ["FULFILLMENT_NOT_REQUIRED", null],
]);

/**
 * A webhook's `fulfillment_status` counts what was sent. The Admin API's is what its order list displays: "on hold",
 * "scheduled", "in progress" say how the rest is doing, so there the order's fulfillments decide.
 */
export function fulfillmentStatus(order: JsonObject): JsonValue {
  const displayed = order.displayFulfillmentStatus ?? null;
  const word = WORDS.get(displayed);
  if (word !== undefined) return word;
  return objectsOf(order.fulfillments).some(({ status }) => status === "SUCCESS") ? "partial" : null;
}
