import { textOf } from "@karla/sync/json-fields";
import { Decimal } from "@karla/sync/money";
import type { TaxLine } from "@karla/sync/order";
import type { JsonValue } from "@karla/sync/read-json";
import { objectsOf } from "./json-fields.ts";
import { type Currencies, moneyOf } from "./money.ts";

/** Taxes in the shop's currency. One without an amount says nothing and is left out. */
export function taxLinesOf(field: JsonValue | undefined, currencies: Currencies, where: string): TaxLine[] {
  return objectsOf(field).flatMap((line) => {
    const price = moneyOf(line, "price", currencies, `${where}.price`);
    if (price === null) return [];
    return [{ title: textOf(line.title), price: price.shop, rate: rateOf(line.rate) }];
  });
}

/** A share, written as a whole number or with a fraction; not money, so one that cannot be read is merely unknown. */
function rateOf(field: JsonValue | undefined): Decimal | null {
  const rate = Decimal.safeParse(field);
  return rate.success ? rate.data : null;
}
