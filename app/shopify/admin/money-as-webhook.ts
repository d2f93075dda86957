import { objectOf } from "@karla/sync/json-fields";
import { Decimal } from "@karla/sync/money";
import type { JsonObject, JsonValue } from "@karla/sync/read-json";

/** A `MoneyBag` as a webhook's `*_set`, with both currencies or the shop's alone. Null where there is none. */
export function moneySet(field: JsonValue | undefined): JsonObject | null {
  const bag = objectOf(field);
  if (bag === null) return null;
  return { shop_money: moneyOf(bag.shopMoney), presentment_money: moneyOf(bag.presentmentMoney) };
}

/** The amount in the shop's currency alone. */
export function shopAmount(field: JsonValue | undefined): JsonValue {
  return objectOf(moneySet(field)?.shop_money)?.amount ?? null;
}

/** A `MoneyV2`. */
export function moneyOf(field: JsonValue | undefined): JsonObject | null {
  const money = objectOf(field);
  if (money === null) return null;
  const { amount = null, currencyCode = null } = money;
  return { amount: inDigitsOf(currencyCode, amount), currency_code: currencyCode };
}

/**
 * The Admin API prints at least one decimal and no end zeros ("20.0", "404.0" yen), a webhook as many as the currency has
 * ("20.00", "404"). Only zeros are added or taken away; what is no amount stays, and is refused where it is read.
 */
function inDigitsOf(currency: JsonValue, amount: JsonValue): JsonValue {
  if (typeof amount !== "string" || typeof currency !== "string" || !Decimal.safeParse(amount).success) return amount;
  const [whole = "0", fraction = ""] = amount.split(".");
  const digits = fraction.replace(/0+$/, "").padEnd(digitsOf(currency), "0");
  return digits === "" ? whole : `${whole}.${digits}`;
}

/** To ask for it takes longer than to read all else of an amount. */
const DIGITS = new Map<string, number>();

/** ISO 4217's number of decimals; of a currency that is not known, two. */
function digitsOf(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) return 2;
  const known = DIGITS.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  DIGITS.set(currency, digits);
  return digits;
}
