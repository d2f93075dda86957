import { objectOf } from "@karla/sync/json-fields";
import type { Currency, Decimal } from "@karla/sync/money";
import type { Refund } from "@karla/sync/order";
import type { JsonObject, JsonValue } from "@karla/sync/read-json";
import { idOf, referenceOf } from "./ids-in-body.ts";
import { objectsOf, quantityOf } from "./json-fields.ts";
import { amountOf, sumOfAmounts } from "./money.ts";
import { normaliseInstant } from "./normalise-instant.ts";

export interface RefundPlace {
  orderId: string;
  /** Its place among the order's refunds, from 0. */
  index: number;
  /** Of the order; null where only the refund is known. */
  currency: Currency | null;
  otherwiseAt: string;
}

/** A refund never changes once made, so its creation is its only state. It may be of money alone, without any line. */
export function normaliseRefund(refund: JsonObject, place: RefundPlace): Refund {
  const at = [refund.processed_at, refund.created_at, refund.updated_at].map(normaliseInstant);
  return {
    id: idOf(refund, "Refund") ?? `${place.orderId}.refund-${place.index + 1}`,
    observedAt: at.find((instant) => instant !== null) ?? place.otherwiseAt,
    lines: objectsOf(refund.refund_line_items).flatMap((item) => {
      const line = objectOf(item.line_item);
      const lineId = (line === null ? null : idOf(line, "LineItem")) ?? referenceOf(item.line_item_id, "LineItem");
      return lineId === null ? [] : [{ lineId, quantity: quantityOf(item.quantity) ?? 0 }];
    }),
    amount: amountIn(refund, place.currency),
  };
}

/**
 * The sum of the refund transactions that went through. A transaction in a currency that is not the shop's cannot be
 * summed: null, as where there is none. Documented bodies have `currency: null`, which is taken for the shop's.
 */
function amountIn(refund: JsonObject, orderCurrency: Currency | null): Decimal | null {
  const done = objectsOf(refund.transactions).filter(({ kind, status }) => kind === "refund" && status === "success");
  const amounts = done.flatMap(({ amount }) => amountOf(amount, "transactions.amount") ?? []);
  if (amounts.length === 0) return null;
  const paidIn = new Set(done.flatMap(({ currency }) => codeOf(currency) ?? []));
  const shopCurrency = orderCurrency ?? shopCurrencyOf(refund) ?? [...paidIn][0];
  return [...paidIn].every((currency) => currency === shopCurrency) ? sumOfAmounts(amounts) : null;
}

function shopCurrencyOf(refund: JsonObject): Currency | null {
  const lines = objectsOf(refund.refund_line_items);
  const pairs = [refund.total_duties_set, ...lines.flatMap((line) => [line.subtotal_set, line.total_tax_set])];
  for (const pair of pairs) {
    const code = codeOf(objectOf(objectOf(pair)?.shop_money)?.currency_code);
    if (code !== null) return code;
  }
  return null;
}

/** "XXX" is ISO's "no currency", and Shopify's placeholder. */
function codeOf(field: JsonValue | undefined): Currency | null {
  if (typeof field !== "string" || !/^[A-Za-z]{3}$/.test(field)) return null;
  return field.toUpperCase() === "XXX" ? null : field.toUpperCase();
}
