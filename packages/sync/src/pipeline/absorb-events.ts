import type { Clock } from "../clock.ts";
import { SHOP_LANE, type Source } from "../inbox/inbox.ts";
import type { Absorbed, EventResult, LaneEvent, OrderRecord, Turn } from "../lane/lanes.ts";
import { mergeOrder } from "../order/merge-order.ts";
import type { Order } from "../order/order.ts";
import { owed } from "../order/owed.ts";
import type { Effect } from "../outbox/outbox.ts";
import { MAX_DEATHS, MAX_FAILURES } from "../outbox/retry-policy.ts";
import type { Normalise, QuarantineReason } from "./normalise.ts";
import { projectOrder } from "./project-order.ts";
import type { ShopView } from "./shops.ts";
import { wantedExtras } from "./wanted-extras.ts";

/** How long an order that something else arrived of may take to arrive itself before it is read from the shop. */
const READ_AFTER_MS = 30_000;

export interface AbsorbDeps {
  normalise: Partial<Record<Source, Normalise>>;
  clock: Clock;
  /** Called with an unexpected error, which is a defect of ours; the event is tried again. */
  onError: (error: unknown, event: LaneEvent) => void;
}

/**
 * The first half of a turn, without any I/O: events -> canonical order -> what is owed. The one function for every way an
 * event can arrive: webhook, poll, backfill, reconciliation, replay.
 */
export function absorbEvents(turn: Turn, shop: ShopView, deps: AbsorbDeps): Absorbed {
  const events: EventResult[] = [];
  let order = turn.order?.order ?? null;
  let accessChanged = false;
  for (const event of turn.events) {
    const step = absorbEvent(event, turn.lease.laneKey, order, deps);
    order = step.order;
    accessChanged ||= step.accessChanged === true;
    events.push(step.result);
    // A failed event keeps its place: nothing of this order may overtake it.
    if (step.result.state === "failed") break;
  }
  const now = deps.clock.now();
  if (accessChanged) {
    return { events, order: null, owe: [{ effect: "check_access", version: 0, dueAt: now }], withdraw: [] };
  }
  const known = turn.order !== null && turn.resend ? { ...turn.order, delivered: null } : turn.order;
  if (order === null || (!turn.resend && isUnchanged(known, order))) {
    return { events, order: null, owe: [], withdraw: [] };
  }
  return { events, ...decide({ ...turn, order: known }, order, shop, now) };
}

/** What the new state of an order means: what is owed to the core, or why it is not sent. */
function decide(turn: Turn, order: Order, shop: ShopView, now: number): Omit<Absorbed, "events"> {
  const known = turn.order;
  const version = (known?.version ?? 0) + 1;
  const delivered = known?.delivered ?? null;
  const record = { order, version, delivered };
  const projection = projectOrder(order, shop);
  const asks = projection.outcome === "send" && wantedExtras(order, shop).length > 0;
  const extras = asks ? [{ effect: "read_extras" as const, version, dueAt: now }] : [];
  const noExtras: Effect[] = !asks && turn.outbox.some(({ effect }) => effect === "read_extras") ? ["read_extras"] : [];
  if (projection.outcome === "skip") {
    // The order usually follows by itself within seconds; only then is it asked for.
    const reads = order.snapshot === null && shop.readsOrders;
    const owe = reads ? [{ effect: "read_order" as const, version, dueAt: now + READ_AFTER_MS }] : [];
    const withdraw: Effect[] = reads ? ["order"] : ["order", "read_order"];
    return {
      order: { ...record, status: "skipped", reason: projection.reason },
      owe,
      withdraw: [...withdraw, ...noExtras],
    };
  }
  const owesCancellation =
    shop.settings.sendOrderCancelled &&
    order.cancelledAt !== null &&
    projection.trackings.length > 0 &&
    !turn.outbox.some((item) => item.effect === "order_cancelled");
  const cancellation = owesCancellation ? [{ effect: "order_cancelled" as const, version, dueAt: now }] : [];
  if (owed(projection, delivered).outcome === "nothing") {
    return {
      order: { ...record, status: "delivered", reason: null },
      owe: [...extras, ...cancellation],
      withdraw: ["order", "read_order", ...noExtras],
    };
  }
  return {
    order: { ...record, status: "pending", reason: null },
    owe: [...extras, { effect: "order", version, dueAt: now }, ...cancellation],
    withdraw: ["read_order", ...noExtras],
  };
}

function absorbEvent(
  event: LaneEvent,
  laneKey: string,
  order: Order | null,
  deps: AbsorbDeps,
): { order: Order | null; accessChanged?: true; result: EventResult } {
  const quarantined = (reason: QuarantineReason, detail: string | null = null) => ({
    order,
    result: { event, state: "quarantined" as const, reason, detail },
  });
  const done = (reason: string | null) => ({ event, state: "done" as const, reason, detail: null });
  if (event.deaths >= MAX_DEATHS) return quarantined("poison");
  if (event.conflicts) return quarantined("same_key_other_body");
  try {
    const normalise = deps.normalise[event.source];
    if (normalise === undefined) return quarantined("unknown_topic", event.source);
    const normalised = normalise(event);
    switch (normalised.outcome) {
      case "quarantine":
        return quarantined(normalised.reason, normalised.detail);
      case "no_order":
        return { order, result: done("no_order") };
      case "access_changed":
        if (laneKey !== SHOP_LANE) return quarantined("lane_mismatch");
        return { order, accessChanged: true, result: done("no_order") };
      case "facts":
        if (normalised.facts.id !== laneKey) return quarantined("lane_mismatch");
        return { order: mergeOrder(order, normalised.facts), result: done(null) };
    }
  } catch (error) {
    deps.onError(error, event);
    if (event.failures + 1 >= MAX_FAILURES) return quarantined("failed_to_process");
    return { order, result: { event, state: "failed", reason: "failed_to_process", detail: null } };
  }
}

function isUnchanged(known: OrderRecord | null, order: Order): boolean {
  return known !== null && (known.order === order || JSON.stringify(known.order) === JSON.stringify(order));
}
