import type { ErasureRequest } from "@karla/sync/erasure-request";
import type { JsonObject } from "@karla/sync/read-json";
import { whoseIn } from "./data-request-of.ts";

/** What one of Shopify's compliance topics asks to erase; null for every other topic. A guest's has orders and no account. */
export function erasureOf(topic: string, body: JsonObject): ErasureRequest | null {
  switch (topic) {
    case "customers/redact":
      return { kind: "customer", ...whoseIn(body, body.orders_to_redact) };
    case "shop/redact":
      return { kind: "shop", keptUntil: null };
    default:
      return null;
  }
}

export function isErasureTopic(topic: string): boolean {
  return erasureOf(topic, {}) !== null;
}
