import { z } from "zod";

/** A decimal amount as text, e.g. "398.00" or "-3". Never a float; digits are kept as the platform wrote them. */
export const Decimal = z.string().regex(/^-?\d{1,30}(\.\d{1,30})?$/);
export type Decimal = z.infer<typeof Decimal>;

/** ISO 4217, upper case. */
export const Currency = z.string().regex(/^[A-Z]{3}$/);
export type Currency = z.infer<typeof Currency>;

/** Exact sum, with as many digits after the point as the finer of the two has: "1.5" + "0.25" = "1.75". */
export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(fractionOf(a).length, fractionOf(b).length);
  return fromUnits(toUnits(a, scale) + toUnits(b, scale), scale);
}

/** Exact, however many digits; null where one of them is no decimal number. */
export function compareDecimals(a: string, b: string): number | null {
  if (!Decimal.safeParse(a).success || !Decimal.safeParse(b).success) return null;
  const scale = Math.max(fractionOf(a).length, fractionOf(b).length);
  const [left, right] = [toUnits(a, scale), toUnits(b, scale)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function fractionOf(decimal: Decimal): string {
  return decimal.split(".")[1] ?? "";
}

function toUnits(decimal: Decimal, scale: number): bigint {
  const whole = decimal.split(".")[0] ?? "0";
  return BigInt(whole + fractionOf(decimal).padEnd(scale, "0"));
}

function fromUnits(units: bigint, scale: number): Decimal {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const sign = units < 0n ? "-" : "";
  const whole = digits.slice(0, digits.length - scale);
  return scale === 0 ? `${sign}${digits}` : `${sign}${whole}.${digits.slice(-scale)}`;
}
