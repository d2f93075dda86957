import { type Field, objectOf, textOf } from "@karla/sync/json-fields";
import { Decimal } from "@karla/sync/money";
import type { TaxLine } from "@karla/sync/order";
import type { Amounts } from "./amounts-of.ts";
import { objectsOf } from "./json-fields.ts";

/** The taxes of a price, of which each rate is one. A tax without an amount says nothing and is left out. */
export function taxLinesOf(price: Field, amounts: Amounts, where: string): TaxLine[] {
  return objectsOf(objectOf(price)?.calculatedTaxes).flatMap((tax) => {
    const amount = amounts(tax.tax, `${where}.calculatedTaxes.tax`);
    return amount === null ? [] : [{ title: textOf(tax.label), price: amount, rate: shareOf(tax.taxRate) }];
  });
}

/** A percentage as a share: "19" is "0.19", "7.7" is "0.077". Not money, so one that cannot be read is merely unknown. */
function shareOf(field: Field): Decimal | null {
  const rate = Decimal.safeParse(field);
  if (!rate.success || rate.data.startsWith("-")) return null;
  const [whole = "0", fraction = ""] = rate.data.split(".");
  const digits = whole.padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}${fraction}`.replace(/\.?0+$/, "");
}
