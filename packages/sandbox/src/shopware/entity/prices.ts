import type { TaxPart } from "../books/amounts-of-order.ts";

/** Makes floats of amounts in a currency with this many decimals. */
export type ToFloat = (minor: number) => number;

export function toFloatOf(digits: number): ToFloat {
  const unit = 10 ** digits;
  return (minor) => minor / unit;
}

/** A `calculated_price`: what one piece costs, what all cost, and the tax in or on it. */
export function calculatedPrice(
  float: ToFloat,
  { unit, quantity, total, taxes }: { unit: number; quantity: number; total: number; taxes: readonly TaxPart[] },
): Record<string, unknown> {
  return {
    extensions: [],
    unitPrice: float(unit),
    quantity,
    totalPrice: float(total),
    calculatedTaxes: calculatedTaxes(float, taxes),
    taxRules: taxRules(taxes),
    referencePrice: null,
    listPrice: null,
    regulationPrice: null,
    apiAlias: "calculated_price",
  };
}

export function calculatedTaxes(float: ToFloat, taxes: readonly TaxPart[]): Record<string, unknown>[] {
  return taxes.map(({ rate, tax, price }) => ({
    extensions: [],
    tax: float(tax),
    taxRate: rate,
    price: float(price),
    apiAlias: "cart_tax_calculated",
  }));
}

/** The shares of the rates, as PHP prints them: unrounded. */
export function taxRules(taxes: readonly TaxPart[]): Record<string, unknown>[] {
  const whole = taxes.reduce((sum, { price }) => sum + price, 0);
  return taxes.map(({ rate, price }) => ({
    extensions: [],
    taxRate: rate,
    percentage: taxes.length === 1 || whole === 0 ? 100 : (price / whole) * 100,
    apiAlias: "cart_tax_rule",
  }));
}

/** How an order's amounts are rounded. */
export function cashRounding(digits: number): Record<string, unknown> {
  return {
    extensions: [],
    decimals: digits,
    interval: 1 / 10 ** digits,
    roundForNet: true,
    apiAlias: "shopware_core_framework_data_abstraction_layer_pricing_cash_rounding_config",
  };
}
