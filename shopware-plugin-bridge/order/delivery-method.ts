import { objectOf, textOf } from "@karla/sync/json-fields";
import type { OrderLine, OrderSnapshot } from "@karla/sync/order";
import type { JsonObject } from "@karla/sync/read-json";
import { translatedOf } from "./json-fields.ts";

const PICKUP = /\bpick[ _-]?up\b|abholung|selbstabhol|click.{1,5}collect/i;

/**
 * How the goods reach the customer. Shopware has no field for it, so this is a judgement by the name of the shipping method,
 * and nothing that is sent depends on it.
 */
export function deliveryMethodOf(
  delivery: JsonObject | null,
  lines: readonly OrderLine[],
): OrderSnapshot["deliveryMethod"] {
  if (lines.length > 0 && lines.every((line) => !line.requiresShipping)) return "none";
  if (delivery === null) return "unknown";
  const method = objectOf(delivery.shippingMethod);
  const words = [translatedOf(method, "name"), textOf(method?.technicalName)];
  return words.some((word) => word !== null && PICKUP.test(word)) ? "pickup" : "shipping";
}
