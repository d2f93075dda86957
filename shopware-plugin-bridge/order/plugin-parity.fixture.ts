import { mergeOrder } from "@karla/sync/merge-order";
import { owed } from "@karla/sync/owed";
import { type OrderSettings, SETTINGS_ON } from "@karla/sync/settings";
import { toKarla } from "@karla/sync/to-karla";
import { aDelivery, anOrder, factsOf, type Json } from "./a-shopware-order.fixture.ts";

/** One thing that the plugin does, and what comes of the same order here where that is another thing. */
export interface Row {
  behaviour: string;
  order?: Json;
  /** An earlier reading of the same order, which was sent already. */
  before?: Json;
  settings?: Partial<OrderSettings>;
  look: (sent: Sent) => unknown;
  plugin: unknown;
  ours?: unknown;
  because?: string;
}

/** What the core is sent of an order. */
export interface Sent {
  /** Of the body; undefined where nothing is sent. */
  id: string | undefined;
  id_type: string | undefined;
  order: Json | undefined;
  /** Numbers told. */
  told: string[];
  trackings: Json[];
  /** Why nothing is sent. */
  outcome: string;
}

/** Of an order or a delivery. */
export function inState(technicalName: string): Json {
  return { stateMachineState: { technicalName } };
}

/** Of the products of an order or parcel, as they are sent. */
export function skusIn(part: Json | undefined): unknown[] {
  return Object(part?.products).map(({ sku }: Json) => sku);
}

/** A delivery that left, with these codes. */
export function code(...trackingCodes: string[]): Json {
  return aDelivery({ trackingCodes, ...inState("shipped") });
}

/** Another delivery that left. */
export function second(changes: Json): Json {
  return aDelivery({ id: "d2", trackingCodes: ["B2"], ...inState("shipped"), ...changes });
}

/** An order of such a customer. */
export function customer(changes: Json): Json {
  return { orderCustomer: { ...Object(anOrder().orderCustomer), customer: { id: "c1", guest: false, ...changes } } };
}

/** The order as it is read, and sent for the first time or after an earlier reading of it. */
export function sentOf({ order = {}, before, settings = {} }: Row): Sent {
  const options = { settings: SETTINGS_ON.shopware.parse(settings), segmentPrefix: "Shopware" } as const;
  const reading = { depositLineType: options.settings.depositLineType };
  const earlier = before && mergeOrder(null, factsOf(before, { readAt: "2026-11-24T09:00:00.000Z", ...reading }));
  const known = mergeOrder(earlier ?? null, factsOf(order, reading));
  const told = earlier && toKarla(earlier, options);
  const first = told?.outcome === "send" ? owed(told, null) : null;
  const projection = toKarla(known, options);
  if (projection.outcome === "skip") return nothing(projection.reason);
  const due = owed(projection, first?.outcome === "owed" ? first.after : null);
  if (due.outcome === "nothing") return nothing("nothing");
  const { trackings, ...body } = JSON.parse(due.body);
  const numbers = trackings.map(({ tracking_number }: Json) => tracking_number);
  return { ...body, trackings, told: numbers, outcome: "send" };
}

function nothing(outcome: string): Sent {
  return { id: undefined, id_type: undefined, order: undefined, told: [], trackings: [], outcome };
}
