import { objectOf } from "@karla/sync/json-fields";
import type { Currency } from "@karla/sync/money";
import type { JsonObject, JsonValue } from "@karla/sync/read-json";
import { UnusableEvent } from "@karla/sync/unusable-event";
import { objectsOf } from "./json-fields.ts";
import { type Currencies, currencyOf } from "./money.ts";

/**
 * The shop's currency and the customer's. A body that was cut down to some fields (`fields=id,total_price,line_items`)
 * still has the currency beside its prices.
 */
export function currenciesOf(order: JsonObject): Currencies {
  const pairs = [order.total_price_set, ...objectsOf(order.line_items).map((line) => line.price_set)];
  const currency = currencyOf(order.currency, "currency") ?? firstOf(pairs, "shop_money");
  if (currency === null) throw new UnusableEvent("unreadable_currency", "currency is missing");
  const presentment = currencyOf(order.presentment_currency, "presentment_currency");
  return { currency, presentmentCurrency: presentment ?? firstOf(pairs, "presentment_money") };
}

function firstOf(pairs: readonly (JsonValue | undefined)[], side: "shop_money" | "presentment_money"): Currency | null {
  for (const pair of pairs) {
    const currency = currencyOf(objectOf(objectOf(pair)?.[side])?.currency_code, `${side}.currency_code`);
    if (currency !== null) return currency;
  }
  return null;
}
