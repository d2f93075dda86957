import type { ErasureRequest } from "@karla/sync/erasure-request";
import { emailOf, objectOf } from "@karla/sync/json-fields";
import type { JsonObject } from "@karla/sync/read-json";
import { idOf, referenceOf } from "./ids-in-body.ts";
import { listOf } from "./json-fields.ts";

/** What one of Shopify's compliance topics asks to erase; null for every other topic. A guest's has orders and no account. */
export function erasureOf(topic: string, body: JsonObject): ErasureRequest | null {
  switch (topic) {
    case "customers/redact": {
      const customer = objectOf(body.customer) ?? {};
      return {
        kind: "customer",
        customerIds: [idOf(customer, "Customer") ?? []].flat(),
        email: emailOf(customer.email),
        orderIds: listOf(body.orders_to_redact).flatMap((id) => referenceOf(id, "Order") ?? []),
      };
    }
    case "shop/redact":
      return { kind: "shop", keptUntil: null };
    default:
      return null;
  }
}

export function isErasureTopic(topic: string): boolean {
  return erasureOf(topic, {}) !== null;
}
