/** What can be owed in a lane. The name is part of the outbox key: each effect of a lane exists once. */
export const EFFECTS = [
  /** The order itself and its new trackings: `PUT /orders`. */
  "order",
  /** `ORDER_CANCELLED` posted to the order's shipments. */
  "order_cancelled",
  /** The order is read from the shop: something of it arrived, and the order itself did not. */
  "read_order",
  /** The order is read again: the shop says that it changed, and not what. */
  "refresh_order",
  /** The metafields that the shop's mapping names are read, once for each state of the order, before it is sent. */
  "read_extras",
  /** The pictures of the order's lines are read where nobody knows them, after the order was sent: it goes out once more with them. */
  "read_pictures",
  /** The shop is asked what access the app still has. Owed in the shop's own lane, which has no order. */
  "check_access",
  /** The newest orders are looked at for fields that the mapping reads and that are gone. Owed in the shop's own lane, for good. */
  "check_mapping",
  /** What changed in the shop is compared with our books, and what they lack is read. Owed in the shop's own lane, for good. */
  "reconcile",
  /** The orders of a day are counted in the shop, in our books and in the core. Owed in the shop's own lane, for good. */
  "certify",
  /** The shop's orders are imported, from files that its platform makes. Owed in a lane of its own, until all are there. */
  "backfill",
  /** The core is asked to send us the events of the shop, and no longer than it is to. Owed in the shop's own lane, for good. */
  "subscribe",
  /** The shop is told of one event of Karla's, once: who is told twice hears of it twice. Owed in the lane of that event. */
  "announce",
  /** The address of the order's tracking page is written to the order in the shop, once, after the order was sent. */
  "note_trackpage",
  /** What the core knows of an order's parcels is written to the order in the shop, whenever something happened to one. */
  "note_parcels",
  /** What was asked for is erased, with a receipt. Owed in the lane of the request, which is in the inbox until then. */
  "redact",
  /** A product is brought to the core with all of its variants. Owed in the lane of that product. */
  "sync_product",
  /** All of the shop's catalogue is gone through. Owed in a lane of its own, for as long as the merchant wants products synced. */
  "sync_products",
] as const;
export type Effect = (typeof EFFECTS)[number];

export function isEffect(name: string): name is Effect {
  return (EFFECTS as readonly string[]).includes(name);
}

/** Owed again as soon as it is done, for as long as there is a reason, or until it is done whatever happens: nothing waits for it. */
export const STANDING_EFFECTS: readonly Effect[] = [
  "check_mapping",
  "reconcile",
  "certify",
  "backfill",
  "subscribe",
  "sync_products",
  "redact",
];

/** What may take its time: no order is late because of it. */
export const UNHURRIED_EFFECTS: readonly Effect[] = [
  ...STANDING_EFFECTS,
  "read_pictures",
  "announce",
  "note_trackpage",
  "note_parcels",
  "sync_product",
];

/** Of which customers, the shop's workflows or whoever looks at the order in the shop hear. No replay does it unasked. */
export const TELLING_EFFECTS: readonly Effect[] = ["order_cancelled", "announce", "note_trackpage", "note_parcels"];

/** What must not be done twice: an attempt of which nobody knows how it ended is the last one. */
export const ONCE_EFFECTS: readonly Effect[] = ["announce"];

export type KarlaEffect = Extract<Effect, "order" | "order_cancelled">;

/**
 * Who an effect has to do with: the core, or the shop's own platform; for products both, under a name of their own. Each has a
 * breaker of its own: whatever stands in the way of products, orders do not wait for it.
 */
export type Destination = "karla" | "platform" | "catalogue";

/** Effects of which the core is the other side. */
const TO_KARLA: readonly Effect[] = ["order", "order_cancelled", "subscribe"];
const ABOUT_PRODUCTS: readonly Effect[] = ["sync_product", "sync_products"];

export function destinationOf(effect: Effect): Destination {
  if (ABOUT_PRODUCTS.includes(effect)) return "catalogue";
  return TO_KARLA.includes(effect) ? "karla" : "platform";
}

/** An effect that is owed, or was. */
export interface OutboxItem {
  effect: Effect;
  state: "pending" | "delivered" | "dead";
  /** Version of the order that is owed, 0 where there is no order; the payload is always projected from the newest state. */
  version: number;
  /** Milliseconds since the epoch. */
  dueAt: number;
  /** Attempts begun. */
  started: number;
  /** Attempts that ended. `started - finished` is the number of deaths in between. */
  finished: number;
  /** Answers that say the request itself is wrong (400, 422). */
  refusals: number;
  firstTriedAt: number | null;
  /** Milliseconds the breaker had been open in all at the first try. */
  openMsAtFirst: number;
  /** The version of the shop's mapping that it is sent with, 0 for none; left out for the published one. */
  mapping?: number | undefined;
}
