/** A currency and how many decimals its amounts have. The books count in its smallest unit. */
export interface Currency {
  code: string;
  digits: number;
}

/** What one unit of the shop's currency is worth in the customer's, as a fraction, so that no float touches money. */
export interface Presentment {
  currency: Currency;
  numerator: number;
  denominator: number;
}

export const EUR: Currency = { code: "EUR", digits: 2 };
export const USD: Currency = { code: "USD", digits: 2 };
export const GBP: Currency = { code: "GBP", digits: 2 };
export const CHF: Currency = { code: "CHF", digits: 2 };
export const JPY: Currency = { code: "JPY", digits: 0 };

/** As Shopify prints it: `1990` cents are "19.90", `404` yen are "404". */
export function amountText(minor: number, currency: Currency): string {
  const sign = minor < 0 ? "-" : "";
  const figures = String(Math.abs(minor)).padStart(currency.digits + 1, "0");
  if (currency.digits === 0) return `${sign}${figures}`;
  return `${sign}${figures.slice(0, -currency.digits)}.${figures.slice(-currency.digits)}`;
}

/** An amount of the shop in the smallest unit of the customer's currency, half rounded up. */
export function inPresentment(minor: number, shop: Currency, presentment: Presentment): number {
  const shift = 10 ** (presentment.currency.digits - shop.digits);
  return Math.round((minor * presentment.numerator * shift) / presentment.denominator);
}
