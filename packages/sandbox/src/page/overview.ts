import type { Match } from "../live/match.ts";
import { amountText, type Currency } from "../shopify/currency.ts";
import type { Kind } from "../shopify/kinds.ts";
import type { Language, Texts } from "./texts.ts";

/** The page in words: what both the HTML and the JSON endpoint show. */
export interface Overview {
  counters: { events: string; acknowledged: string; orders: string; inCore: string };
  notice: string;
  rows: { number: string; kind: string; total: string; parcels: string; state: Match["state"]; stateText: string }[];
}

export interface Shown {
  orders: readonly ShownOrder[];
  counts: { events: number; acknowledged: number; orders: number; inCore: number };
  coreAnswers: boolean;
}

/** An order, and how it stands to the core. */
export interface ShownOrder {
  /** As printed. */
  name: string;
  kind: Kind;
  /** In the currency's smallest unit. */
  total: number;
  currency: Currency;
  parcels: number;
  match: Match;
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
      const { match } = order;
      return {
        number: order.name,
        kind: texts.kind[order.kind],
        total: moneyText(order, language),
        parcels: String(order.parcels),
        state: match.state,
        stateText: match.state === "not_sent" ? texts.notSent[match.because] : texts.state[match.state],
      };
    }),
  };
}

function moneyText({ total, currency }: ShownOrder, language: Language): string {
  return new Intl.NumberFormat(language, { style: "currency", currency: currency.code }).format(
    Number(amountText(total, currency)),
  );
}
