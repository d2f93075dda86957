import { objectOf, textOf } from "@karla/sync/json-fields";
import type { JsonObject } from "@karla/sync/read-json";
import { listOf, objectsOf } from "./json-fields.ts";

/** The deliveries in which goods could go. A discount on the shipping costs is one more of negative costs, and carries nothing. */
export function deliveriesOf(order: JsonObject): JsonObject[] {
  return objectsOf(order.deliveries).filter((delivery) => !hasNegativeCosts(delivery) || codesOf(delivery).length > 0);
}

/**
 * The one that says where the order goes: what the shop calls the first (since 6.7), else the first that is no discount. None
 * for an order of downloads.
 */
export function primaryDeliveryOf(order: JsonObject): JsonObject | null {
  const deliveries = objectsOf(order.deliveries);
  const id = textOf(order.primaryOrderDeliveryId) ?? textOf(objectOf(order.primaryOrderDelivery)?.id);
  const named = id === null ? undefined : deliveries.find((delivery) => delivery.id === id);
  return named ?? deliveries.find((delivery) => !hasNegativeCosts(delivery)) ?? deliveries[0] ?? null;
}

/** Trimmed, none empty, each once. Never judged: a parcel whose number looks wrong to us is still a parcel. */
export function codesOf(delivery: JsonObject): string[] {
  return [...new Set(listOf(delivery.trackingCodes).flatMap((code) => textOf(code)?.trim() ?? []))];
}

function hasNegativeCosts(delivery: JsonObject): boolean {
  return (textOf(objectOf(delivery.shippingCosts)?.totalPrice) ?? "").startsWith("-");
}
