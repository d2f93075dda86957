import type { CoreOrder } from "../../proof/core-order.ts";
import { objectsIn, textOf } from "../read-body.ts";
import { compareMoney } from "./compare-money.ts";
import { type Compared, deviating, SAME, together, wrong } from "./compared.ts";

/** Those with a code, in their order. */
export function compareDiscounts(due: unknown, is: NonNullable<CoreOrder["discounts"]>): Compared {
  const said = objectsIn(due);
  const coded = said.filter(({ code }) => textOf(code) !== null);
  const automatic = coded.length < said.length ? deviating("discount_without_code") : SAME;
  if (coded.length !== is.length) {
    return wrong("discounts", `due are ${coded.length} with a code, the core holds ${is.length}`);
  }
  return together([
    automatic,
    ...coded.map(({ code, amount, type }, index) => {
      const held = is[index];
      const place = `discounts[${index}]`;
      if (textOf(code) !== textOf(held?.code) || textOf(type) !== textOf(held?.type)) {
        return wrong("discounts", `code or type of ${place} is not what it should be`);
      }
      const text = textOf(amount) ?? "";
      const negative = text.startsWith("-") ? deviating("negative_discounts") : SAME;
      return together([compareMoney(`${place}.amount`, text.replace(/^-/, ""), held?.amount), negative]);
    }),
  ]);
}
