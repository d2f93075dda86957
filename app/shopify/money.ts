import { objectOf } from "@karla/sync/json-fields";
import { addDecimals, type Currency, Decimal } from "@karla/sync/money";
import type { Money } from "@karla/sync/order";
import type { JsonObject, JsonValue } from "@karla/sync/read-json";
import { UnusableEvent } from "@karla/sync/unusable-event";

/** Whether the customer paid in another currency than the shop's: only then there is a presentment amount to keep. */
export interface Currencies {
  currency: Currency;
  presentmentCurrency: Currency | null;
}

/** An amount, digits kept. Null where there is none; what is there and is no amount makes the event unusable. */
export function amountOf(field: JsonValue | undefined, where: string): Decimal | null {
  if (field === undefined || field === null) return null;
  if (typeof field === "string" && Decimal.safeParse(field).success) return field;
  throw new UnusableEvent("unreadable_money", `${where} is no amount`);
}

/** A currency, upper case. Null where there is none; what is there and is no currency makes the event unusable. */
export function currencyOf(field: JsonValue | undefined, where: string): Currency | null {
  if (field === undefined || field === null) return null;
  if (typeof field === "string" && /^[A-Za-z]{3}$/.test(field.trim())) return field.trim().toUpperCase();
  throw new UnusableEvent("unreadable_currency", `${where} is no currency`);
}

/**
 * A price of an order or line. Shopify sends it twice: plain in the shop's currency (`price`), and as a pair in the
 * shop's and the customer's (`price_set`). Old versions lack the pair, some fields (`total_shipping_price_set`) the plain.
 */
export function moneyOf(object: JsonObject, field: string, currencies: Currencies, where = field): Money | null {
  const pair = objectOf(object[`${field}_set`]);
  const plain = amountOf(object[field], where);
  const both = pair === null ? null : moneyOfPair(pair, currencies, `${where}_set`);
  const shop = plain ?? both?.shop ?? null;
  return shop === null ? null : { shop, presentment: both?.presentment ?? null };
}

/** The pair alone, as in a `*_set` field or a duty. Null where it has no amount in the shop's currency. */
export function moneyOfPair(pair: JsonObject, currencies: Currencies, where: string): Money | null {
  const shop = amountOf(objectOf(pair.shop_money)?.amount, `${where}.shop_money`);
  const presentment = amountOf(objectOf(pair.presentment_money)?.amount, `${where}.presentment_money`);
  if (shop === null) return null;
  return { shop, presentment: paidInAnother(currencies) ? presentment : null };
}

/** Nothing at all is "0". The customer's side is known only if it is of each. */
export function sumOf(moneys: readonly Money[], currencies: Currencies): Money {
  const none: Money = { shop: "0", presentment: paidInAnother(currencies) ? "0" : null };
  return moneys.reduce(
    (sum, money) => ({
      shop: add(sum.shop, money.shop),
      presentment:
        sum.presentment === null || money.presentment === null ? null : add(sum.presentment, money.presentment),
    }),
    none,
  );
}

/** What is left of a sum when another is taken off. */
export function minus(money: Money, less: Money, currencies: Currencies): Money {
  return sumOf(
    [money, { shop: negative(less.shop), presentment: mapNullable(less.presentment, negative) }],
    currencies,
  );
}

/** So many times the amount, exactly. */
export function times(money: Money, count: number): Money {
  return { shop: multiply(money.shop, count), presentment: mapNullable(money.presentment, (a) => multiply(a, count)) };
}

/** The sum of amounts of one currency. */
export function sumOfAmounts(amounts: readonly Decimal[]): Decimal {
  return amounts.reduce(add, "0");
}

function paidInAnother({ currency, presentmentCurrency }: Currencies): boolean {
  return presentmentCurrency !== null && presentmentCurrency !== currency;
}

/** Two amounts that can be read can add up to one that is too long to be. */
function add(a: Decimal, b: Decimal): Decimal {
  return amountOf(addDecimals(a, b), "a sum") ?? "0";
}

function negative(amount: Decimal): Decimal {
  return amount.startsWith("-") ? amount.slice(1) : `-${amount}`;
}

function multiply(amount: Decimal, count: number): Decimal {
  const [whole = "0", fraction = ""] = amount.split(".");
  const units = (BigInt(whole + fraction) * BigInt(count)).toString();
  const digits = units.replace("-", "").padStart(fraction.length + 1, "0");
  const point = digits.length - fraction.length;
  const text = fraction === "" ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return amountOf(units.startsWith("-") ? `-${text}` : text, "a product") ?? "0";
}

function mapNullable<T>(value: T | null, map: (value: T) => T): T | null {
  return value === null ? null : map(value);
}
