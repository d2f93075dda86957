import { objectOf } from "@karla/sync/json-fields";
import type { JsonObject, JsonValue } from "@karla/sync/read-json";
import { finiteOf, objectsOf } from "../json-fields.ts";
import { moneySet } from "./money-as-webhook.ts";

const GRAMS: ReadonlyMap<JsonValue, number> = new Map<JsonValue, number>([
  ["GRAMS", 1],
  ["KILOGRAMS", 1000],
  ["OUNCES", 28.349_523_125],
  ["POUNDS", 453.592_37],
]);

/** A `LineItem` as one of a webhook's `line_items`. */
export function lineAsWebhook(line: JsonObject): JsonObject {
  return {
    ...goods(line),
    variant_title: line.variantTitle ?? null,
    vendor: line.vendor ?? null,
    quantity: line.quantity ?? null,
    current_quantity: line.currentQuantity ?? null,
    requires_shipping: line.requiresShipping ?? null,
    gift_card: line.isGiftCard ?? null,
    grams: grams(line.weight),
    price_set: moneySet(line.originalUnitPriceSet),
    total_discount_set: moneySet(line.totalDiscountSet),
    tax_lines: objectsOf(line.taxLines).map(taxLine),
    duties: objectsOf(line.duties).flatMap(({ price }) => moneySet(price) ?? []),
    properties: attributes(line.customAttributes),
    discount_allocations: allocations(line.discountAllocations),
  };
}

/** What a line is, in an order as in a fulfillment. */
export function goods(line: JsonObject): JsonObject {
  return {
    admin_graphql_api_id: line.id ?? null,
    title: line.title ?? null,
    name: line.name ?? null,
    sku: line.sku ?? null,
    product_id: objectOf(line.product)?.id ?? null,
    variant_id: objectOf(line.variant)?.id ?? null,
  };
}

export function taxLine(tax: JsonObject): JsonObject {
  return { title: tax.title ?? null, rate: tax.rate ?? null, price_set: moneySet(tax.priceSet) };
}

/** `key` is the webhook's `name`; a value that is null there is "". */
export function attributes(field: JsonValue | undefined): JsonValue[] {
  return objectsOf(field).map(({ key = null, value = null }) => ({ name: key, value }));
}

/** What each of the order's discounts took off a line, by the discount's place in the list. */
export function allocations(field: JsonValue | undefined): JsonObject[] {
  return objectsOf(field).map((allocation) => ({
    amount_set: moneySet(allocation.allocatedAmountSet),
    discount_application_index: objectOf(allocation.discountApplication)?.index ?? null,
  }));
}

/** Whole grams of one piece, as webhooks have them, whatever unit the product is kept in. */
function grams(field: JsonValue | undefined): JsonValue {
  const weight = objectOf(field);
  const value = finiteOf(weight?.value);
  const factor = GRAMS.get(weight?.unit ?? null);
  return value === null || factor === undefined ? null : String(Math.round(value * factor));
}
