import { oweMoved } from "../announce/owe-moved.ts";
import { aboutRequests } from "../erasure/answer-due.ts";
import type { Concerned } from "../erasure/erasures.ts";
import type { Absorbed, Lease, NextDue, OrderRecord, Settled, Turn } from "../lane/lanes.ts";
import { destinationOf, type Effect, type OutboxItem } from "../outbox/outbox.ts";
import { backoffMs } from "../outbox/retry-policy.ts";
import { absorbEvents } from "../pipeline/absorb-events.ts";
import { type Merged, mergeEvents } from "../pipeline/merge-events.ts";
import type { ShopView } from "../pipeline/shops.ts";
import { oweChanged } from "../product/owe-changed.ts";
import { productOfLane } from "../product/product-lane.ts";
import { callWouldOutlive } from "./carry-out.ts";
import { pinOf, shopOfTurn } from "./shop-of-turn.ts";
import { takeKnownPictures } from "./take-known-pictures.ts";
import { type Tried, tryEffect, untried } from "./try-effect.ts";
import type { TurnDeps } from "./turn-deps.ts";

/** When it is looked whether a newer version has done what this one does not know. */
const NEWER_VERSION_MS = 5 * 60_000;

export const TURN_OUTCOMES = ["done", "lease_lost"] as const;
export type TurnOutcome = (typeof TURN_OUTCOMES)[number];

/**
 * Runs one claimed lane: absorbs its events (decide, commit), delivers what is due (call out, commit), gives the lane
 * back. A process that dies anywhere in between loses nothing: the lease runs out and another worker starts from what
 * was committed; a request that the core had already taken is sent again and changes nothing. `leave` is told when
 * nothing but the last commit is left to do.
 */
export async function runTurn(turn: Turn, deps: TurnDeps, leave: () => void = () => {}): Promise<TurnOutcome> {
  const { shopId } = turn.lease;
  const shop = await shopOfTurn(turn, await deps.shops.view(shopId, turn.events[0]?.source ?? null), deps);
  let record = turn.order;
  let outbox = turn.outbox;
  let retryAt = nextAnyway(turn, deps.clock.now());
  let kept = Promise.resolve();
  const merged = mergeEvents(turn, deps);
  if (await deps.erasures.isErased(shopId, concernedBy(turn, merged))) {
    const isOrder = merged.order !== null;
    leave();
    return (await deps.erasures.eraseLane(turn.lease, { isOrder })) ? "done" : "lease_lost";
  }
  if (turn.events.length > 0 || turn.resend) {
    const order = await takeKnownPictures(merged.order, { shopId, shop }, deps);
    const now = deps.clock.now();
    const absorbing = { now, tellsShop: deps.announcer !== null, pinned: pinOf(turn) };
    const absorbed = absorbEvents(turn, { ...merged, order }, shop, absorbing);
    if (merged.left) retryAt = now;
    const failed = absorbed.events.find((result) => result.state === "failed");
    if (failed) retryAt = now + backoffMs(failed.event.failures + 1, deps.random());
    record = absorbed.order ?? record;
    outbox = afterAbsorb(outbox, absorbed);
    const release = outbox.some((item) => isDue(item, now)) ? null : { next: earliest(retryAt, outbox) };
    if (release !== null) leave();
    // Before the messages that name them are done with: twice is once.
    if (merged.products.length > 0) await oweChanged({ shopId, productIds: merged.products, shop }, deps);
    for (const use of merged.triggerUses) await deps.triggerUses.note(shopId, use);
    if (merged.muted) await deps.muted.mute(shopId, turn.lease.laneKey);
    if (merged.requestedAt !== null) {
      const about = aboutRequests({ open: 1, firstAskedAt: merged.requestedAt }, now);
      await deps.problems.raise(shopId, "data_requested", about);
    }
    if (merged.moved.length > 0) await oweMoved({ shopId, orderIds: merged.moved, shop }, deps);
    if (!(await deps.lanes.absorb(turn.lease, absorbed, release))) return "lease_lost";
    // Other orders can have them from now on. Nothing of this one waits for that.
    kept = deps.pictures.keep(shopId, merged.pictures);
    if (absorbed.events.some((result) => result.state === "quarantined")) {
      await deps.problems.raise(shopId, "events_quarantined");
    }
    if (release !== null) {
      await kept;
      return "done";
    }
    deps.failpoint("after_absorb");
  }
  const outcome = await deliver({ turn, shop, record, outbox, retryAt, leave }, deps);
  await kept;
  return outcome;
}

/** When the lane runs again, whatever comes of what is done now. */
function nextAnyway({ more, owesUnknown }: Turn, now: number): NextDue {
  if (more) return now;
  return owesUnknown ? now + NEWER_VERSION_MS : null;
}

/** Whoever was erased: nothing of that order is kept or sent any more, whatever brings it back. */
function concernedBy({ lease }: Turn, { order, concerned }: Merged): Concerned {
  const customerId = order?.snapshot?.customer?.id ?? null;
  return {
    orderIds: [lease.laneKey, ...concerned.orderIds],
    customerIds: customerId === null ? concerned.customerIds : [customerId, ...concerned.customerIds],
  };
}

interface Delivery {
  turn: Turn;
  shop: ShopView;
  record: OrderRecord | null;
  outbox: readonly OutboxItem[];
  retryAt: NextDue;
  leave: () => void;
}

async function deliver(delivery: Delivery, deps: TurnDeps): Promise<TurnOutcome> {
  const { lease } = delivery.turn;
  const now = deps.clock.now();
  const due = delivery.outbox.filter((item) => isDue(item, now)).sort(inSequence);
  const tried: Tried[] = [];
  const postponed = delivery.outbox.find(
    (item) => item.effect === "order" && item.state === "pending" && item.dueAt > now,
  );
  let order: Settled["order"] = null;
  let record = delivery.record;
  for (const item of due) {
    const before = tried.find(({ effect }) => effect.item.effect === "order");
    if (before?.effect.state === "pending") {
      // The order's other effects make no sense before the order itself is there.
      tried.push({ effect: { ...untried(item, now), dueAt: before.effect.dueAt }, order: null, lookAt: before.lookAt });
    } else if (postponed !== undefined && SEQUENCE[item.effect] > SEQUENCE.order) {
      tried.push({ effect: { ...untried(item, now), dueAt: postponed.dueAt }, order: null, lookAt: postponed.dueAt });
    } else if (tried.some(wasRead)) {
      // What was read is in the inbox now: the next turn, which is due, sends the order with it.
      tried.push({ effect: untried(item, now), order: null, lookAt: now });
    } else if (callWouldOutlive(lease, deps)) {
      tried.push({ effect: untried(item, now), order: null, lookAt: now });
    } else {
      const result = await tryEffect(item, record, { lease, shop: delivery.shop }, deps);
      if (result === "lease_lost") return leaseLost(lease, tried, deps);
      tried.push(result);
      deps.observe(lease, result.effect);
      order = result.order ?? order;
      record = record && { ...record, ...result.order };
    }
  }
  const open = [
    ...tried.map(({ effect, lookAt }) => ({ state: effect.state, dueAt: lookAt })),
    ...delivery.outbox.filter((item) => !due.includes(item)),
  ];
  const next = earliest(delivery.retryAt, open);
  const effects = tried.map(({ effect }) => effect);
  delivery.leave();
  deps.failpoint("before_settle");
  return (await deps.lanes.settle(lease, { effects, order }, next)) ? "done" : leaseLost(lease, tried, deps);
}

/** What this turn sent may have reached the core after something newer: the order, or the product, goes out once more. */
async function leaseLost(lease: Lease, tried: readonly Tried[], deps: TurnDeps): Promise<TurnOutcome> {
  const called = tried.some(({ effect }) => effect.tried && destinationOf(effect.item.effect) === "karla");
  if (called) await deps.lanes.resend(lease);
  if (tried.some(({ effect }) => effect.tried && effect.item.effect === "sync_product")) {
    await deps.catalogue?.owe(lease.shopId, [productOfLane(lease.laneKey)], deps.clock.now());
  }
  return "lease_lost";
}

/** The outbox as `absorb` leaves it: withdrawn effects gone, owed ones pending. A newer version keeps a running backoff. */
function afterAbsorb(outbox: readonly OutboxItem[], absorbed: Absorbed): OutboxItem[] {
  const owed = absorbed.owe.map(({ effect, version, dueAt, mapping }): OutboxItem => {
    const pending = outbox.find((item) => item.effect === effect && item.state === "pending");
    const fresh = { dueAt, started: 0, finished: 0, firstTriedAt: null, openMsAtFirst: 0 };
    const sooner = pending !== undefined && version === 0 ? { dueAt: Math.min(pending.dueAt, dueAt) } : {};
    return { ...(pending ?? fresh), ...sooner, effect, version, mapping, refusals: 0, state: "pending" };
  });
  const replaced = new Set([...absorbed.withdraw, ...absorbed.owe.map((owing) => owing.effect)]);
  return [...outbox.filter((item) => !replaced.has(item.effect)), ...owed];
}

function isDue(item: OutboxItem, now: number): boolean {
  return item.state === "pending" && item.dueAt <= now;
}

function earliest(first: NextDue, items: readonly { dueAt: number; state: string }[]): NextDue {
  return items
    .filter((item) => item.state === "pending")
    .reduce<NextDue>((least, item) => (least === null ? item.dueAt : Math.min(least, item.dueAt)), first);
}

/** First what is read for the order, then the order itself, then what comes after it. No picture delays a first delivery. */
const SEQUENCE: Record<Effect, number> = {
  check_access: 0,
  check_mapping: 0,
  reconcile: 0,
  certify: 0,
  backfill: 0,
  subscribe: 0,
  sync_product: 0,
  sync_products: 0,
  announce: 0,
  redact: 0,
  read_order: 0,
  refresh_order: 0,
  read_extras: 0,
  order: 1,
  order_cancelled: 2,
  read_pictures: 3,
  note_trackpage: 4,
  note_parcels: 4,
};

/** Of the same rank what is due for longer comes first: work that takes many turns keeps nothing else waiting. */
function inSequence(a: OutboxItem, b: OutboxItem): number {
  return SEQUENCE[a.effect] - SEQUENCE[b.effect] || a.dueAt - b.dueAt;
}

/** Where it could not be read the order goes out without: it must not wait for a shop that does not answer. */
function wasRead({ effect }: Tried): boolean {
  const read: Effect[] = ["read_extras", "refresh_order"];
  return read.includes(effect.item.effect) && effect.state === "delivered";
}
