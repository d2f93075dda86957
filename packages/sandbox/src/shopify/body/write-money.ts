import type { BookedOrder } from "../booked-order.ts";
import { amountText, inPresentment } from "../currency.ts";

/** Shopify's twin of an amount: in the shop's currency and in the one the customer paid in. */
export interface MoneySet {
  shop_money: { amount: string; currency_code: string };
  presentment_money: { amount: string; currency_code: string };
}

/** Writes the amounts of one order. */
export interface MoneyWriter {
  /** "19.90" */
  text(minor: number): string;
  set(minor: number): MoneySet;
  /** null where there is nothing: how Shopify shows duties and fees that were not charged. */
  setOrNull(minor: number): MoneySet | null;
}

export function moneyWriter({ currency, presentment }: Pick<BookedOrder, "currency" | "presentment">): MoneyWriter {
  const text = (minor: number): string => amountText(minor, currency);
  const set = (minor: number): MoneySet => {
    const shop = { amount: text(minor), currency_code: currency.code };
    if (presentment === null) return { shop_money: shop, presentment_money: shop };
    const amount = amountText(inPresentment(minor, currency, presentment), presentment.currency);
    return { shop_money: shop, presentment_money: { amount, currency_code: presentment.currency.code } };
  };
  return { text, set, setOrNull: (minor) => (minor === 0 ? null : set(minor)) };
}
