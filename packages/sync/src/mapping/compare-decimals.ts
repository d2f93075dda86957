import { Decimal } from "../order/money.ts";

/** Exact, however many digits; null where one of them is no decimal number. */
export function compareDecimals(a: string, b: string): number | null {
  if (!Decimal.safeParse(a).success || !Decimal.safeParse(b).success) return null;
  const scale = Math.max(fractionOf(a).length, fractionOf(b).length);
  const [left, right] = [unitsOf(a, scale), unitsOf(b, scale)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function fractionOf(decimal: string): string {
  return decimal.split(".")[1] ?? "";
}

function unitsOf(decimal: string, scale: number): bigint {
  return BigInt((decimal.split(".")[0] ?? "") + fractionOf(decimal).padEnd(scale, "0"));
}
