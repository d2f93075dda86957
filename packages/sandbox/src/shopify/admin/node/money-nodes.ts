import type { BookedOrder } from "../../booked-order.ts";
import { amountText, type Currency, inPresentment } from "../../currency.ts";
import type { AdminNode } from "./admin-node.ts";

/** Builds the amounts of one order. */
export interface MoneyNodes {
  /** `MoneyV2`, in the shop's currency. */
  money(minor: number): AdminNode;
  /** `MoneyBag`: in the shop's currency and in the one the customer paid in. */
  bag(minor: number): AdminNode;
  /** null where there is nothing: how Shopify shows duties that were not charged. */
  bagOrNull(minor: number): AdminNode | null;
}

export function moneyNodes({ currency, presentment }: Pick<BookedOrder, "currency" | "presentment">): MoneyNodes {
  const money = (minor: number): AdminNode => moneyV2(minor, currency);
  const bag = (minor: number): AdminNode => ({
    shopMoney: () => money(minor),
    presentmentMoney: () =>
      presentment === null ? money(minor) : moneyV2(inPresentment(minor, currency, presentment), presentment.currency),
  });
  return { money, bag, bagOrNull: (minor) => (minor === 0 ? null : bag(minor)) };
}

function moneyV2(minor: number, currency: Currency): AdminNode {
  return { __typename: "MoneyV2", amount: decimalText(minor, currency), currencyCode: currency.code };
}

/** GraphQL prints no needless zeros, but always a decimal place: "404.95", "20.0" where the webhook says "20.00". */
function decimalText(minor: number, currency: Currency): string {
  const [whole = "0", fraction = ""] = amountText(minor, currency).split(".");
  return `${whole}.${fraction.replace(/0+$/, "") || "0"}`;
}
