import { objectOf, textOf } from "@karla/sync/json-fields";
import type { JsonObject, JsonValue } from "@karla/sync/read-json";
import { objectsOf } from "../json-fields.ts";
import { goods } from "./line-as-webhook.ts";
import { moneyOf, shopAmount } from "./money-as-webhook.ts";

/** A `Fulfillment` as one of a webhook's `fulfillments`. `lines` are the order's, by id: what was sent is looked up there. */
export function fulfillmentAsWebhook(fulfillment: JsonObject, lines: ReadonlyMap<JsonValue, JsonObject>): JsonObject {
  const tracking = objectsOf(fulfillment.trackingInfo);
  return {
    admin_graphql_api_id: fulfillment.id ?? null,
    name: fulfillment.name ?? null,
    status: lowerCase(fulfillment.status),
    created_at: fulfillment.createdAt ?? null,
    updated_at: fulfillment.updatedAt ?? null,
    tracking_company: tracking.find(({ company }) => textOf(company) !== null)?.company ?? null,
    // Shopify lays two lists beside each other that were not typed in as pairs, so they are taken apart again and paired
    // by the same rule as a webhook's.
    tracking_numbers: tracking.flatMap(({ number }) => number ?? []),
    tracking_urls: tracking.flatMap(({ url }) => url ?? []),
    line_items: objectsOf(fulfillment.fulfillmentLineItems).map((item) => {
      const line = lines.get(objectOf(item.lineItem)?.id ?? null);
      return {
        ...goods(line ?? objectOf(item.lineItem) ?? {}),
        quantity: item.quantity ?? null,
        price: line === undefined ? null : shopAmount(line.originalUnitPriceSet),
      };
    }),
  };
}

/** A `Refund` as one of a webhook's `refunds`. */
export function refundAsWebhook(refund: JsonObject): JsonObject {
  return {
    admin_graphql_api_id: refund.id ?? null,
    created_at: refund.createdAt ?? null,
    processed_at: refund.processedAt ?? null,
    updated_at: refund.updatedAt ?? null,
    refund_line_items: objectsOf(refund.refundLineItems).map((item) => ({
      line_item: { admin_graphql_api_id: objectOf(item.lineItem)?.id ?? null },
      quantity: item.quantity ?? null,
    })),
    transactions: objectsOf(refund.transactions).map((transaction) => {
      const money = moneyOf(objectOf(transaction.amountSet)?.shopMoney);
      return {
        kind: lowerCase(transaction.kind),
        status: lowerCase(transaction.status),
        amount: money?.amount ?? null,
        currency: money?.currency_code ?? null,
      };
    }),
  };
}

/** The Admin API shouts the words that webhooks write small. */
export function lowerCase(field: JsonValue | undefined): JsonValue {
  return typeof field === "string" ? field.toLowerCase() : null;
}
