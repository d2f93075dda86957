import { type Field, textOf } from "@karla/sync/json-fields";
import { Decimal } from "@karla/sync/money";
import { roundDecimal } from "@karla/sync/round-decimal";
import { withoutExponent } from "../order/amounts-of.ts";
import { objectsOf } from "../order/json-fields.ts";

/** The shop's own currency: the core of Shopware has given it this id in every shop, whatever currency it is. */
const OWN_CURRENCY = "b7d2554b0ce847cd82f3ac9bd1c0dfca";

/** More than any shop counts with; what Shopware's floats have behind that is noise. */
const DECIMALS = 4;

/**
 * Gross, in the shop's own currency; of a price that has none of that, the first. The contract has no field for a currency, so
 * no other price would be understood. Two decimals, and more only where there are more: "29.90", "0.1234".
 */
export function priceOf(prices: Field): Decimal | null {
  const all = objectsOf(prices);
  const price = all.find(({ currencyId }) => currencyId === OWN_CURRENCY) ?? all[0];
  const plain = withoutExponent(textOf(price?.gross) ?? "");
  if (plain === null) return null;
  const rounded = Decimal.safeParse(roundDecimal(plain, DECIMALS).replace(/0{1,2}$/, ""));
  return rounded.data ?? null;
}
