import type { Decimal } from "../order/money.ts";

/** To so many digits after the point, half away from zero: "2.345" to two is "2.35". Exact, however many digits. */
export function roundDecimal(decimal: Decimal, digits: number): Decimal {
  const [whole = "0", fraction = ""] = decimal.replace("-", "").split(".");
  const padded = fraction.padEnd(digits + 1, "0");
  const up = Number(padded[digits]) >= 5 ? 1n : 0n;
  const units = (BigInt(whole + padded.slice(0, digits)) + up).toString().padStart(digits + 1, "0");
  const point = units.length - digits;
  const rounded = digits === 0 ? units : `${units.slice(0, point)}.${units.slice(point)}`;
  return decimal.startsWith("-") && /[1-9]/.test(rounded) ? `-${rounded}` : rounded;
}
