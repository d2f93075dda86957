import type { Whose } from "@karla/sync/erasure-request";
import { emailOf, type Field, objectOf } from "@karla/sync/json-fields";
import type { JsonObject } from "@karla/sync/read-json";
import { idOf, referenceOf } from "./ids-in-body.ts";
import { listOf } from "./json-fields.ts";

/** Whose data `customers/data_request` asks for; null for every other topic. */
export function dataRequestOf(topic: string, body: JsonObject): Whose | null {
  return topic === "customers/data_request" ? whoseIn(body, body.orders_requested) : null;
}

/** Whom a compliance request is about. A guest's has orders and no account. */
export function whoseIn(body: JsonObject, orders: Field): Whose {
  const customer = objectOf(body.customer) ?? {};
  return {
    customerIds: [idOf(customer, "Customer") ?? []].flat(),
    email: emailOf(customer.email),
    orderIds: listOf(orders).flatMap((id) => referenceOf(id, "Order") ?? []),
  };
}
