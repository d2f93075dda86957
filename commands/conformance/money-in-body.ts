import { type Fields, fieldsOf, listOf, objectsIn } from "./read-body.ts";

/** Names of fields that hold money or a currency anywhere in Shopify's bodies. */
const MONEY = /(^|_)(price|amount|subtotal|discount|discounts|tax|price_usd)$|^total$|^total_spent$/;
const CURRENCY = /(^|_)currency(_code)?$/;
/** What others write freely is no money of the order. */
const FREE: ReadonlySet<string> = new Set([
  "receipt",
  "note_attributes",
  "properties",
  "payment_details",
  "client_details",
]);

export function isAmount(value: unknown): value is string {
  return typeof value === "string" && /^-?\d{1,30}(\.\d{1,30})?$/.test(value);
}

export function isCurrency(value: unknown): value is string {
  return typeof value === "string" && /^[A-Za-z]{3}$/.test(value.trim());
}

/** Whether an order cannot be told rightly, because an amount it consists of, or its currency, is none. */
export function hasUnreadableMoney(order: Fields): boolean {
  const sums = [order.total_price, order.subtotal_price, order.total_discounts].filter(isStated);
  const lines = objectsIn(order.line_items).map(linePriceOf);
  const shipping = objectsIn(order.shipping_lines)
    .map(({ price }) => price)
    .filter(isStated);
  return currencyOf(order) === null || ![...sums, ...lines, ...shipping].every(isAmount);
}

/** Whether any money or currency in the body is unreadable or, of an order, missing: reason enough to set it aside. */
export function mayBeUnreadable(body: Fields, isOrder: boolean): boolean {
  if (isOrder && (hasUnreadableMoney(body) || !isStated(body.total_price))) return true;
  return anyField(body, (name, value) => {
    if (!isStated(value) || typeof value === "object") return false;
    return (MONEY.test(name) && !isAmount(value)) || (CURRENCY.test(name) && !isCurrency(value));
  });
}

/** The shop's currency, upper case: of the order, else beside its prices. */
export function currencyOf(order: Fields): string | null {
  const pairs = [order.total_price_set, ...objectsIn(order.line_items).map((line) => line.price_set)];
  const beside = pairs.map((pair) => fieldsOf(fieldsOf(pair)?.shop_money)?.currency_code);
  const stated = [order.currency, ...beside].find(isStated);
  return isCurrency(stated) ? stated.trim().toUpperCase() : null;
}

/** In the shop's currency. */
export function linePriceOf(line: Fields): unknown {
  return isStated(line.price) ? line.price : shopAmountOf(line.price_set);
}

/** The amount of a pair in the shop's currency. */
export function shopAmountOf(pair: unknown): unknown {
  return fieldsOf(fieldsOf(pair)?.shop_money)?.amount;
}

export function isStated(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function anyField(value: unknown, matches: (name: string, value: unknown) => boolean): boolean {
  if (Array.isArray(value)) return listOf(value).some((item) => anyField(item, matches));
  const fields = fieldsOf(value);
  if (fields === null) return false;
  return Object.entries(fields).some(
    ([name, inner]) => !FREE.has(name) && (matches(name, inner) || anyField(inner, matches)),
  );
}
