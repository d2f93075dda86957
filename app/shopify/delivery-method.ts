import { textOf } from "@karla/sync/json-fields";
import type { OrderLine, OrderSnapshot } from "@karla/sync/order";
import type { JsonObject } from "@karla/sync/read-json";
import { remainingShippingLines } from "./shipping-lines.ts";

const LOCAL_DELIVERY = /local[ _-]?delivery|lokale (zustellung|lieferung)/i;
const PICKUP = /\bpick[ _-]?up\b|abholung|selbstabholer|click.{1,5}collect/i;

/**
 * How the goods reach the customer. An order webhook does not say it in one field, so this is a judgement, and nothing
 * that is sent depends on it alone. A pickup has no shipping address, and one shipping line named after the pickup
 * location; a carrier's own pickup point has an address, and is shipping.
 */
export function deliveryMethodOf(order: JsonObject, lines: readonly OrderLine[]): OrderSnapshot["deliveryMethod"] {
  if (lines.length > 0 && lines.every((line) => !line.requiresShipping)) return "none";
  const shippingLines = remainingShippingLines(order);
  const words = shippingLines.flatMap((line) =>
    [line.code, line.title, line.source, line.delivery_category].flatMap((field) => textOf(field) ?? []),
  );
  if (words.some((word) => LOCAL_DELIVERY.test(word))) return "local";
  if (order.shipping_address !== null && order.shipping_address !== undefined) return "shipping";
  if (words.some((word) => PICKUP.test(word))) return "pickup";
  // A key that is missing, not null: the shop did not give us access to addresses, so nothing follows from it.
  if (order.shipping_address === undefined) return "unknown";
  return shippingLines.length > 0 || order.source_name === "pos" ? "pickup" : "unknown";
}
