import type { JournaledParcel } from "../../carrier-journal.ts";
import { type Effect, effectDeviations, type Starts } from "./judge-effects.ts";
import { type FulfillmentEvent, fulfillmentDeviations } from "./judge-fulfillments.ts";
import { pageDeviations } from "./judge-pages.ts";
import { plainNumber } from "./plain-number.ts";
import type { PagedParcel } from "./read-track-page.ts";
import type { CircleOrder } from "./told-order.ts";
import { type ToldScan, toldScans } from "./told-scans.ts";

export interface CircleEvidence {
  orders: readonly CircleOrder[];
  /** What the carrier told, by tracking number. */
  journal: ReadonlyMap<string, JournaledParcel>;
  /** Of the parcels that the core has to have asked about. */
  asked: readonly string[];
  starts: Starts;
  effects: readonly Effect[];
  fulfillmentEvents: readonly FulfillmentEvent[];
  /** The tracking pages of the orders, by the order's id. */
  pages: ReadonlyMap<string, readonly PagedParcel[]>;
}

export interface CircleFigures {
  /** Scans that the carrier has shown of the shop's parcels. */
  carrier_events: number;
  /** Triggers of Shopify Flow, or events of Shopware's Flow Builder, that were started. */
  flow_triggers: number;
  /** Events that fulfillments got. */
  fulfillment_events: number;
  /** Of these two, those beyond the first for the same event of the same parcel. */
  duplicate_effects: number;
}

export interface CircleVerdict {
  figures: CircleFigures;
  /** Each is an event that did not come where it should, or came where it should not. */
  problems: readonly string[];
}

/** Follows each scan of the carrier's journal to the tracking page, the fulfillment and what it starts in the shop. */
export function judgeCircle(evidence: CircleEvidence): CircleVerdict {
  const { orders, effects, fulfillmentEvents, asked } = evidence;
  const scans = new Map<string, ToldScan[]>();
  for (const [number, parcel] of evidence.journal) scans.set(plainNumber(number), toldScans(parcel));
  const told = orders.map((order) => ({
    ...order,
    parcels: [...new Set(order.numbers.map(plainNumber))].flatMap((number) => {
      const shown = scans.get(number);
      return shown === undefined ? [] : [{ number, scans: shown }];
    }),
  }));
  const triggers = effectDeviations(told, evidence);
  const fulfillments = fulfillmentDeviations(told, fulfillmentEvents);
  const silent = asked.filter((number) => !scans.has(plainNumber(number)));
  return {
    figures: {
      carrier_events: told.flatMap(({ parcels }) => parcels).reduce((sum, parcel) => sum + parcel.scans.length, 0),
      flow_triggers: effects.length,
      fulfillment_events: fulfillmentEvents.length,
      duplicate_effects: triggers.duplicates + fulfillments.duplicates,
    },
    problems: [
      ...silent.map((number) => `the carrier was never asked about ${number}`),
      ...told.flatMap((order) => pageDeviations(order, evidence.pages.get(order.id) ?? [])),
      ...triggers.problems,
      ...fulfillments.problems,
    ],
  };
}
