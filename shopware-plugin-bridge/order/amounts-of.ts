import { type Field, objectOf } from "@karla/sync/json-fields";
import { addDecimals, Decimal } from "@karla/sync/money";
import type { JsonObject } from "@karla/sync/read-json";
import { roundDecimal } from "@karla/sync/round-decimal";
import { UnusableEvent } from "@karla/sync/unusable-event";

/** Reads one amount; null where there is none. What is there and is no amount makes the answer unusable. */
export type Amounts = (field: Field, where: string) => Decimal | null;

const USUAL_DECIMALS = 2;
const MOST_DECIMALS = 10;
const NUMBER = /^(-?)(\d{1,30})(?:\.(\d{1,30}))?(?:[eE]([+-]?\d{1,2}))?$/;

/**
 * Shopware counts in floats, and writes what comes out: `89.69999999999999`. All amounts of an order are rounded, half away
 * from zero, to the decimals that it was itself rounded with (`itemRounding`, `totalRounding`: the finer of the two, so that
 * nothing of either is lost), else to its currency's, else to two. They are written with all of these decimals, so that the
 * same amount is the same text whatever the noise.
 */
export function amountsOf(order: JsonObject): Amounts {
  const currency = objectOf(order.currency);
  const decimals = decimalsIn(order) ?? decimalsIn(currency) ?? USUAL_DECIMALS;
  return (field, where) => {
    if (field === undefined || field === null) return null;
    const plain = typeof field === "string" ? withoutExponent(field) : null;
    const rounded = Decimal.safeParse(plain === null ? null : roundDecimal(plain, decimals));
    if (!rounded.success) throw new UnusableEvent("unreadable_money", `${where} is no amount`);
    return rounded.data;
  };
}

/** An amount that has to be there. */
export function requireAmount(amount: Decimal | null, where: string): Decimal {
  if (amount === null) throw new UnusableEvent("unreadable_money", `${where} is missing`);
  return amount;
}

/** Amounts that can be read can add up to one that is too long to be. */
export function sumOf(amounts: readonly Decimal[], nothing: Decimal, where: string): Decimal {
  const sum = Decimal.safeParse(amounts.reduce(addDecimals, nothing));
  if (!sum.success) throw new UnusableEvent("unreadable_money", `${where} add up to no amount`);
  return sum.data;
}

export function withoutSign(amount: Decimal): Decimal {
  return amount.startsWith("-") ? amount.slice(1) : amount;
}

function decimalsIn(holder: JsonObject | null): number | null {
  const known = [holder?.itemRounding, holder?.totalRounding].flatMap((rounding) => {
    const decimals = objectOf(rounding)?.decimals;
    return typeof decimals === "string" && /^\d{1,2}$/.test(decimals) ? Number(decimals) : [];
  });
  return known.length === 0 ? null : Math.min(Math.max(...known), MOST_DECIMALS);
}

/** PHP writes small and large floats as `1.0e-6`. Null where it is no number. */
export function withoutExponent(text: string): string | null {
  const match = NUMBER.exec(text);
  if (match === null) return null;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const point = whole.length + Number(exponent);
  const before = Math.max(1 - point, 0);
  const digits = ("0".repeat(before) + whole + fraction).padEnd(before + point, "0");
  return `${sign}${digits.slice(0, before + point)}.${digits.slice(before + point) || "0"}`;
}
