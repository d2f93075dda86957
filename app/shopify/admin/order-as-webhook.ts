import { objectOf } from "@karla/sync/json-fields";
import type { JsonObject, JsonValue } from "@karla/sync/read-json";
import { objectsOf } from "../json-fields.ts";
import { addressAsWebhook } from "./address-as-webhook.ts";
import { discountsAsWebhook } from "./discounts-as-webhook.ts";
import { landingAsWebhook } from "./landing-as-webhook.ts";
import { allocations, attributes, lineAsWebhook, taxLine } from "./line-as-webhook.ts";
import { moneySet } from "./money-as-webhook.ts";
import { fulfillmentAsWebhook, lowerCase, refundAsWebhook } from "./parts-as-webhook.ts";
import { fulfillmentStatus } from "./statuses-as-webhook.ts";

/**
 * A gathered order in the words of a webhook's body, as far as an order is read from one. So there is one reading of an
 * order, however it came in, and both ways end in the same canonical order.
 */
export function orderAsWebhook(order: JsonObject, shopDomain: string): JsonObject {
  const lines = objectsOf(order.lineItems);
  const byId = new Map(lines.map((line): [JsonValue, JsonObject] => [line.id ?? null, line]));
  return {
    admin_graphql_api_id: order.id ?? null,
    name: order.name ?? null,
    order_number: order.number ?? null,
    created_at: order.createdAt ?? null,
    processed_at: order.processedAt ?? null,
    updated_at: order.updatedAt ?? null,
    cancelled_at: order.cancelledAt ?? null,
    test: order.test ?? null,
    currency: order.currencyCode ?? null,
    presentment_currency: order.presentmentCurrencyCode ?? null,
    taxes_included: order.taxesIncluded ?? null,
    email: order.email ?? null,
    phone: order.phone ?? null,
    note: order.note ?? null,
    tags: order.tags ?? null,
    source_name: order.sourceName ?? null,
    customer_locale: order.customerLocale ?? null,
    financial_status: lowerCase(order.displayFinancialStatus),
    fulfillment_status: fulfillmentStatus(order),
    ...totals(order),
    ...discountsAsWebhook(order),
    ...landingAsWebhook(order, shopDomain),
    tax_lines: objectsOf(order.taxLines).map(taxLine),
    note_attributes: attributes(order.customAttributes),
    customer: customer(order.customer),
    company: company(order.purchasingEntity),
    shipping_address: addressAsWebhook(order.shippingAddress),
    billing_address: addressAsWebhook(order.billingAddress),
    line_items: lines.map(lineAsWebhook),
    shipping_lines: objectsOf(order.shippingLines).map(shippingLine),
    fulfillments: objectsOf(order.fulfillments).map((fulfillment) => fulfillmentAsWebhook(fulfillment, byId)),
    refunds: objectsOf(order.refunds).map(refundAsWebhook),
  };
}

function totals(order: JsonObject): JsonObject {
  return {
    total_price_set: moneySet(order.totalPriceSet),
    subtotal_price_set: moneySet(order.subtotalPriceSet),
    total_shipping_price_set: moneySet(order.totalShippingPriceSet),
    total_discounts_set: moneySet(order.totalDiscountsSet),
    total_tax_set: moneySet(order.totalTaxSet),
    current_total_price_set: moneySet(order.currentTotalPriceSet),
    original_total_duties_set: moneySet(order.originalTotalDutiesSet),
    current_total_duties_set: moneySet(order.currentTotalDutiesSet),
  };
}

function shippingLine(line: JsonObject): JsonObject {
  return {
    title: line.title ?? null,
    code: line.code ?? null,
    source: line.source ?? null,
    delivery_category: line.deliveryCategory ?? null,
    price_set: moneySet(line.originalPriceSet),
    discount_allocations: allocations(line.discountAllocations),
  };
}

function customer(field: JsonValue | undefined): JsonObject | null {
  const account = objectOf(field);
  if (account === null) return null;
  return {
    admin_graphql_api_id: account.id ?? null,
    first_name: account.firstName ?? null,
    last_name: account.lastName ?? null,
    email: objectOf(account.defaultEmailAddress)?.emailAddress ?? null,
    phone: objectOf(account.defaultPhoneNumber)?.phoneNumber ?? null,
  };
}

/** A customer who buys for themselves is no company. */
function company(field: JsonValue | undefined): JsonObject | null {
  const buyer = objectOf(field);
  if (buyer?.__typename !== "PurchasingCompany") return null;
  return { id: objectOf(buyer.company)?.id ?? null, location_id: objectOf(buyer.location)?.id ?? null };
}
