import { SHOP_LANE } from "../inbox/inbox.ts";
import type { Absorbed, OrderRecord, Owing, Turn } from "../lane/lanes.ts";
import { cancelledAtOf } from "../order/cancelled-at.ts";
import type { Order } from "../order/order.ts";
import { type Delivered, owed, withOrderOwed } from "../order/owed.ts";
import type { Effect } from "../outbox/outbox.ts";
import { GRACE_MS } from "../reconcile/new-reconciliation.ts";
import type { Merged } from "./merge-events.ts";
import { projectOrder } from "./project-order.ts";
import type { ShopView } from "./shops.ts";
import { wantedExtras } from "./wanted-extras.ts";
import { wantedPictures } from "./wanted-pictures.ts";

/** How long an order that something else arrived of may take to arrive itself before it is read from the shop. */
const READ_AFTER_MS = 30_000;

/** What follows an order begins when the first delivery is through; by then another order may have brought its pictures. */
const FOLLOWS_AFTER_MS = 2_000;
/** It lets others go first that wait as long as this one did: the longer it waited, the more of them there are. */
const OTHERS_FIRST = 3;
const OTHERS_FIRST_MS = 5 * 60_000;

/** A shop tells of one thing by several messages within a second or two: they are answered by one reading. */
const HINTS_TOGETHER_MS = 2_000;

export interface Absorbing {
  now: number;
  /** The shop's platform can be told what Karla knows of an order. */
  tellsShop: boolean;
}

/** The second step of a turn, without any I/O either: the order that its events came to -> what is owed. */
export function absorbEvents(
  turn: Turn,
  {
    events,
    order,
    accessChanged,
    hinted,
    sendAgain,
    announces,
    erasesAt,
  }: Omit<Merged, "pictures" | "products" | "moved" | "muted" | "triggerUses" | "concerned">,
  shop: ShopView,
  { now, tellsShop }: Absorbing,
): Absorbed {
  if (accessChanged) {
    return { events, order: null, owe: [{ effect: "check_access", version: 0, dueAt: now }], withdraw: [] };
  }
  if (erasesAt !== null) {
    const dueAt = Math.max(now, erasesAt);
    return { events, order: null, owe: [{ effect: "redact", version: 0, dueAt }], withdraw: [] };
  }
  const hints = hinted ? [hintOf(turn.lease.laneKey, now)] : [];
  // Whatever became of it: once.
  const told = !announces || turn.outbox.some(({ effect }) => effect === "announce");
  const asked: Owing[] = told ? hints : [...hints, { effect: "announce", version: 0, dueAt: now }];
  const known = turn.order && { ...turn.order, delivered: deliveredOf(turn, sendAgain) };
  if (order === null || (!turn.resend && !sendAgain && isUnchanged(turn.order, order))) {
    return { events, order: null, owe: asked, withdraw: [] };
  }
  const decided = decide({ ...turn, order: known }, order, shop, { now, tellsShop });
  return { events, ...decided, owe: [...asked, ...decided.owe] };
}

/** What counts as delivered. Where the order is sent again because somebody wants it, no customer is told of its parcels again. */
function deliveredOf({ order, resend }: Turn, sendAgain: boolean): Delivered | null {
  if (resend || order === null) return null;
  return sendAgain ? withOrderOwed(order.delivered) : order.delivered;
}

/** What is read because of a hint: the order of the lane, or in the shop's own lane whatever changed in the shop. */
function hintOf(laneKey: string, now: number): Owing {
  const dueAt = now + HINTS_TOGETHER_MS;
  if (laneKey !== SHOP_LANE) return { effect: "refresh_order", version: 0, dueAt };
  // Sooner it would not look as far as what the hint is about.
  return { effect: "reconcile", version: 0, dueAt: dueAt + GRACE_MS };
}

/** What the new state of an order means: what is owed to the core, or why it is not sent. */
function decide(turn: Turn, order: Order, shop: ShopView, { now, tellsShop }: Absorbing): Omit<Absorbed, "events"> {
  const known = turn.order;
  const version = (known?.version ?? 0) + 1;
  const delivered = known?.delivered ?? null;
  const record = { order, version, delivered };
  const noted = turn.outbox.map(({ effect }) => effect).filter((effect) => effect === "note_trackpage");
  const projection = projectOrder(order, shop);
  if (projection.outcome === "skip") {
    // The order usually follows by itself within seconds; only then is it asked for.
    const reads = order.snapshot === null && shop.readsOrders;
    const owe = reads ? [{ effect: "read_order" as const, version, dueAt: now + READ_AFTER_MS }] : [];
    const withdraw: Effect[] = reads ? ["order"] : ["order", "read_order"];
    return {
      order: { ...record, status: "skipped", reason: projection.reason },
      owe,
      withdraw: [...withdraw, ...without(turn, []), ...noted],
    };
  }
  const follows = now + FOLLOWS_AFTER_MS + Math.min(OTHERS_FIRST * waitedMs(turn, now), OTHERS_FIRST_MS);
  const wanted = toRead(order, shop, { now, follows }).map((reading) => ({ ...reading, version }));
  const notWanted = without(turn, wanted);
  const owesCancellation =
    shop.settings.sendOrderCancelled &&
    cancelledAtOf(order) !== null &&
    projection.trackings.length > 0 &&
    !turn.outbox.some((item) => item.effect === "order_cancelled");
  const cancellation = owesCancellation ? [{ effect: "order_cancelled" as const, version, dueAt: now }] : [];
  const notes = tellsShop && shop.readsOrders && noted.length === 0;
  const note = notes ? [{ effect: "note_trackpage" as const, version, dueAt: follows }] : [];
  if (owed(projection, delivered).outcome === "nothing") {
    return {
      order: { ...record, status: "delivered", reason: null },
      owe: [...wanted, ...cancellation, ...note],
      withdraw: ["order", "read_order", ...notWanted],
    };
  }
  return {
    order: { ...record, status: "pending", reason: null },
    owe: [...wanted, { effect: "order", version, dueAt: now }, ...cancellation, ...note],
    withdraw: ["read_order", ...notWanted],
  };
}

/** What is read besides an order that is sent. */
const READINGS = ["read_extras", "read_pictures"] as const;
type Reading = { effect: (typeof READINGS)[number]; dueAt: number };

/** How long the oldest of its events waited for its turn. */
function waitedMs({ events }: Turn, now: number): number {
  return Math.max(0, ...events.map(({ receivedAt }) => now - receivedAt));
}

function toRead(order: Order, shop: ShopView, { now, follows }: { now: number; follows: number }): Reading[] {
  const extras = wantedExtras(order, shop).length > 0;
  const pictures = shop.readsApart && wantedPictures(order, now).length > 0;
  return [
    ...(extras ? [{ effect: "read_extras" as const, dueAt: now }] : []),
    ...(pictures ? [{ effect: "read_pictures" as const, dueAt: follows }] : []),
  ];
}

/** Readings of the outbox that nobody wants any more. */
function without({ outbox }: Turn, wanted: readonly Reading[]): Effect[] {
  return READINGS.filter(
    (effect) => !wanted.some((reading) => reading.effect === effect) && outbox.some((item) => item.effect === effect),
  );
}

function isUnchanged(known: OrderRecord | null, order: Order): boolean {
  return known !== null && (known.order === order || JSON.stringify(known.order) === JSON.stringify(order));
}
