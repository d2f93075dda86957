import { objectOf } from "@karla/sync/json-fields";
import type { Money, OrderLine, OrderSnapshot, ShippingLine, TaxLine } from "@karla/sync/order";
import type { JsonObject } from "@karla/sync/read-json";
import { UnusableEvent } from "@karla/sync/unusable-event";
import { flagOf, objectsOf } from "./json-fields.ts";
import { type Currencies, minus, moneyOf, moneyOfPair, sumOf, sumOfAmounts, times } from "./money.ts";
import { allocationsOf } from "./normalise-line.ts";

type Totals = Pick<
  OrderSnapshot,
  "total" | "subtotal" | "shipping" | "discount" | "tax" | "duties" | "currentTotal" | "taxesIncluded"
>;

interface Parts {
  lines: readonly OrderLine[];
  shippingLines: readonly ShippingLine[];
  taxLines: readonly TaxLine[];
}

/**
 * The sums of an order as Shopify states them. Every webhook has them all; a sum that is missing, in a body cut down to
 * some fields, is added up from the parts by Shopify's own definitions. Without anything to go by, the total is money
 * that cannot be read.
 */
export function totalsOf(order: JsonObject, currencies: Currencies, parts: Parts): Totals {
  const stated = (field: string) => moneyOf(order, field, currencies);
  const sum = (moneys: readonly Money[]) => sumOf(moneys, currencies);
  const taxesIncluded = flagOf(order.taxes_included, false);
  const currentTotal = stated("current_total_price");
  const discount = stated("total_discounts") ?? sum(discountsOn(order, currencies, parts.lines));
  const goods = sum(parts.lines.map((line) => times(line.price, line.quantity)));
  const subtotalStated = stated("subtotal_price") ?? stated("current_subtotal_price");
  const subtotal = subtotalStated ?? minus(goods, discount, currencies);
  const shipping = stated("total_shipping_price") ?? sum(parts.shippingLines.map(({ price }) => price));
  const taxSum = { shop: sumOfAmounts(parts.taxLines.map(({ price }) => price)), presentment: null };
  const tax = stated("total_tax") ?? taxSum;
  const total = stated("total_price") ?? currentTotal;
  if (total === null && subtotalStated === null && parts.lines.length === 0) {
    throw new UnusableEvent("unreadable_money", "total_price is missing");
  }
  return {
    total: total ?? sum(taxesIncluded ? [subtotal, shipping] : [subtotal, shipping, tax]),
    subtotal,
    shipping,
    discount,
    tax,
    duties: dutiesOf(order, currencies),
    currentTotal,
    taxesIncluded,
  };
}

/** The lines' shares of all discounts where Shopify lists them, else the lines' own discounts. */
function discountsOn(order: JsonObject, currencies: Currencies, lines: readonly OrderLine[]): Money[] {
  const shares = objectsOf(order.line_items).flatMap((line) => allocationsOf(line, currencies));
  return shares.length > 0 ? shares : lines.map((line) => line.totalDiscount);
}

function dutiesOf(order: JsonObject, currencies: Currencies): Money | null {
  const pair = objectOf(order.original_total_duties_set) ?? objectOf(order.current_total_duties_set);
  return pair === null ? null : moneyOfPair(pair, currencies, "total_duties_set");
}
