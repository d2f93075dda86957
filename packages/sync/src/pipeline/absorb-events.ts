import { SHOP_LANE } from "../inbox/inbox.ts";
import type { Absorbed, OrderRecord, Owing, Turn } from "../lane/lanes.ts";
import { cancelledAtOf } from "../order/cancelled-at.ts";
import type { Order } from "../order/order.ts";
import { type Delivered, owed, withKnownParcels, withOrderOwed } from "../order/owed.ts";
import { type Effect, TELLING_EFFECTS } from "../outbox/outbox.ts";
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
/** It lets others go first where they wait, as this one did, longer than it takes to be brought: the longer, the more of them there are. */
const SOON_MS = 10_000;
const OTHERS_FIRST = 3;
const OTHERS_FIRST_MS = 5 * 60_000;

/** A shop tells of one thing by several messages within a second or two: they are answered by one reading. */
const HINTS_TOGETHER_MS = 2_000;

export interface Absorbing {
  now: number;
  /** The shop's platform can be told what Karla knows of an order. */
  tellsShop: boolean;
  /** The version of the mapping that the order is sent with, where it is not the published one (`shopOfTurn`). */
  pinned: number | undefined;
}

type Absorbable = Omit<
  Merged,
  "pictures" | "products" | "moved" | "muted" | "triggerUses" | "requestedAt" | "concerned" | "left"
>;

/**
 * The second step of a turn, without any I/O either: the order that its events came to -> what is owed. Of what is replayed nobody
 * hears again unless that is asked for.
 */
export function absorbEvents(turn: Turn, merged: Absorbable, shop: ShopView, absorbing: Absorbing): Absorbed {
  const absorbed = absorb(turn, merged, shop, absorbing);
  if (!isQuiet(merged)) return absorbed;
  return { ...absorbed, owe: absorbed.owe.filter(({ effect }) => !TELLING_EFFECTS.includes(effect)) };
}

function isQuiet({ replay }: Pick<Absorbable, "replay">): boolean {
  return replay !== null && !replay.withEffects;
}

/** As if nobody had ever heard of the order. */
function isFromScratch({ replay, redeliver }: Pick<Absorbable, "replay" | "redeliver">): boolean {
  return redeliver && replay?.withEffects === true;
}

function absorb(turn: Turn, merged: Absorbable, shop: ShopView, absorbing: Absorbing): Absorbed {
  const { events, order, accessChanged, hinted, sendAgain, redeliver, erasesAt } = merged;
  const { now } = absorbing;
  if (accessChanged) {
    return { events, order: null, owe: [{ effect: "check_access", version: 0, dueAt: now }], withdraw: [] };
  }
  if (erasesAt !== null) {
    const dueAt = Math.max(now, erasesAt);
    return { events, order: null, owe: [{ effect: "redact", version: 0, dueAt }], withdraw: [] };
  }
  const { laneKey } = turn.lease;
  const hints = hinted ? [hintOf(laneKey, now + HINTS_TOGETHER_MS)] : [];
  // What is delivered again is what the shop has now.
  if (redeliver && shop.readsOrders) hints.push(hintOf(laneKey, now));
  const asked: Owing[] = isTold(turn, merged) ? hints : [...hints, { effect: "announce", version: 0, dueAt: now }];
  const known = turn.order && { ...turn.order, delivered: deliveredOf(turn, merged) };
  if (order === null || (!turn.resend && !sendAgain && !redeliver && isUnchanged(turn.order, order))) {
    return { events, order: null, owe: asked, withdraw: [] };
  }
  const decided = decide({ ...turn, order: known }, { ...merged, order }, shop, absorbing);
  return { events, ...decided, owe: [...asked, ...decided.owe] };
}

/** Whatever became of it: once. Only what was surely told is told again where somebody wants that. */
function isTold({ outbox }: Turn, { announces, replay }: Absorbable): boolean {
  if (!announces) return true;
  const before = outbox.find(({ effect }) => effect === "announce");
  return before !== undefined && !(replay?.withEffects === true && before.state === "delivered");
}

/** What counts as delivered. Where the order is sent again because somebody wants it, no customer is told of its parcels again. */
function deliveredOf({ order, resend }: Turn, merged: Absorbable): Delivered | null {
  if (resend || order === null || isFromScratch(merged)) return null;
  return merged.sendAgain ? withOrderOwed(order.delivered) : order.delivered;
}

/** What is read because of a hint: the order of the lane, or in the shop's own lane whatever changed in the shop. */
function hintOf(laneKey: string, dueAt: number): Owing {
  if (laneKey !== SHOP_LANE) return { effect: "refresh_order", version: 0, dueAt };
  // Sooner it would not look as far as what the hint is about.
  return { effect: "reconcile", version: 0, dueAt: dueAt + GRACE_MS };
}

/** What the new state of an order means: what is owed to the core, or why it is not sent. */
function decide(
  turn: Turn,
  { order, ...merged }: Absorbable & { order: Order },
  shop: ShopView,
  { now, tellsShop, pinned }: Absorbing,
): Omit<Absorbed, "events"> {
  const known = turn.order;
  const version = (known?.version ?? 0) + 1;
  const projection = projectOrder(order, shop);
  const taken = known?.delivered ?? null;
  const delivered = isQuiet(merged) && projection.outcome === "send" ? withKnownParcels(taken, projection) : taken;
  const record = { order, version, delivered };
  const again = isFromScratch(merged);
  const noted = turn.outbox.map(({ effect }) => effect).filter((effect) => effect === "note_trackpage");
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
  const follows = now + FOLLOWS_AFTER_MS + Math.min(OTHERS_FIRST * queuedMs(turn, merged, now), OTHERS_FIRST_MS);
  const wanted = toRead(order, shop, { now, follows }).map((reading) => ({ ...reading, version }));
  const notWanted = without(turn, wanted);
  const owesCancellation =
    shop.settings.sendOrderCancelled &&
    cancelledAtOf(order) !== null &&
    projection.trackings.length > 0 &&
    (again || !turn.outbox.some((item) => item.effect === "order_cancelled"));
  const cancellation = owesCancellation ? [{ effect: "order_cancelled" as const, version, dueAt: now }] : [];
  const notes = tellsShop && shop.readsOrders && (again || noted.length === 0);
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
    owe: [...wanted, { effect: "order", version, dueAt: now, mapping: pinned }, ...cancellation, ...note],
    withdraw: ["read_order", ...notWanted],
  };
}

/** What is read besides an order that is sent. */
const READINGS = ["read_extras", "read_pictures"] as const;
type Reading = { effect: (typeof READINGS)[number]; dueAt: number };

/** How much longer than usual the oldest of its events waited for its turn. What is replayed did not. */
function queuedMs({ events }: Turn, { replay }: Pick<Absorbable, "replay">, now: number): number {
  if (replay !== null) return 0;
  return Math.max(0, ...events.map(({ receivedAt }) => now - receivedAt - SOON_MS));
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
