import type { HeldOrder } from "../live/core-reader.ts";
import { type Match, matchOf, parcelNumbers } from "../live/match.ts";
import type { BookedOrder } from "../shopify/booked-order.ts";
import { amountText } from "../shopify/currency.ts";
import type { Language, Texts } from "./texts.ts";

/** The page in words: what both the HTML and the JSON endpoint show. */
export interface Overview {
  counters: { events: string; acknowledged: string; orders: string; inCore: string };
  notice: string;
  rows: { number: string; kind: string; total: string; parcels: string; state: Match["state"]; stateText: string }[];
}

export interface Shown {
  orders: readonly BookedOrder[];
  held(id: string): HeldOrder | null;
  counts: { events: number; acknowledged: number; orders: number; inCore: number };
  coreAnswers: boolean;
}

export function overviewOf(shown: Shown, texts: Texts, language: Language): Overview {
  const count = new Intl.NumberFormat(language);
  const { events, acknowledged, orders, inCore } = shown.counts;
  return {
    counters: {
      events: count.format(events),
      acknowledged: count.format(acknowledged),
      orders: count.format(orders),
      inCore: count.format(inCore),
    },
    notice: shown.coreAnswers ? (shown.orders.length === 0 ? texts.nothingYet : "") : texts.coreSilent,
    rows: shown.orders.map((order) => {
      const match = matchOf(order, shown.held(order.id));
      const [kind = "plain"] = order.kinds;
      return {
        number: order.name,
        kind: texts.kind[kind],
        total: moneyText(order, language),
        parcels: String(parcelNumbers(order).length),
        state: match.state,
        stateText: match.state === "not_sent" ? texts.notSent[match.because] : texts.state[match.state],
      };
    }),
  };
}

function moneyText({ totals, currency }: BookedOrder, language: Language): string {
  return new Intl.NumberFormat(language, { style: "currency", currency: currency.code }).format(
    Number(amountText(totals.total, currency)),
  );
}
