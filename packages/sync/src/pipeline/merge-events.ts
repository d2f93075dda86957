import { laneOfEvent } from "../announce/event-key.ts";
import type { TriggerUse } from "../announce/trigger-uses.ts";
import { erasureInEvent, laneOfErasure, whenToErase } from "../erasure/erasure-request.ts";
import type { Concerned } from "../erasure/erasures.ts";
import { SHOP_LANE, type Source } from "../inbox/inbox.ts";
import type { EventResult, LaneEvent, Turn } from "../lane/lanes.ts";
import { canonicalText } from "../order/canonical-text.ts";
import { compareObservations } from "../order/compare-observations.ts";
import { mergeOrder } from "../order/merge-order.ts";
import { mergePictures } from "../order/merge-pictures.ts";
import type { Order, OrderFacts } from "../order/order.ts";
import type { Pictures } from "../order/picture.ts";
import { MAX_DEATHS, MAX_FAILURES } from "../outbox/retry-policy.ts";
import { PRODUCTS_LANE } from "../product/product-lane.ts";
import type { NoReplayReason } from "../replay/no-replay-reason.ts";
import { isRedelivery, type ReplayTerms, replayTermsOf } from "../replay/replay-terms.ts";
import type { DoneReason } from "./done-reason.ts";
import type { Normalise, QuarantineReason } from "./normalise.ts";

export interface MergeDeps {
  normalise: Partial<Record<Source, Normalise>>;
  /** Called with an unexpected error, which is a defect of ours; the event is tried again. */
  onError: (error: unknown, event: LaneEvent) => void;
}

/** What a turn's events come to. */
export interface Merged {
  events: EventResult[];
  /** Null where nothing is known of an order. */
  order: Order | null;
  accessChanged: boolean;
  /** Something changed that the events do not show. */
  hinted: boolean;
  /** The order is to be sent again. */
  sendAgain: boolean;
  /** The shop wants to hear nothing more of the order. */
  muted: boolean;
  /** What the shop's platform says of the use of our triggers. */
  triggerUses: TriggerUse[];
  /** One of them is an event of Karla's, which the shop is told. */
  announces: boolean;
  /** One of them asks that something is erased for good: when, in milliseconds since the epoch. Null where none does. */
  erasesAt: number | null;
  /** When the first of those came in which a customer asks for their data, in milliseconds since the epoch. Null where none does. */
  requestedAt: number | null;
  /** Whom Karla's events are about. */
  concerned: Concerned;
  /** Orders of whose parcels Karla's events say that something happened. */
  moved: string[];
  /** Products that the events say have changed. */
  products: string[];
  /** What the events brought of pictures: other orders have the same articles. */
  pictures: Pictures;
  /** How what was merged is replayed; null where it came by itself. */
  replay: ReplayTerms | null;
  /** The core is given what it lacks of the order, though nothing changed. */
  redeliver: boolean;
  /** Events were left to the next turn. */
  left: boolean;
}

/**
 * The first step of a turn, without any I/O: events -> canonical order. The one function for every way an event can arrive:
 * webhook, poll, backfill, reconciliation, replay.
 */
export function mergeEvents(turn: Turn, deps: MergeDeps): Merged {
  const events = ofOneTurn(turn.events);
  const replay = events[0] === undefined ? null : replayTermsOf(events[0]);
  const quiet = replay !== null && !replay.withEffects;
  const merged: Merged = {
    events: [],
    order: turn.order?.order ?? null,
    accessChanged: false,
    hinted: false,
    sendAgain: false,
    muted: false,
    triggerUses: [],
    announces: false,
    erasesAt: null,
    requestedAt: null,
    concerned: { orderIds: [], customerIds: [] },
    moved: [],
    products: [],
    pictures: {},
    replay,
    redeliver: false,
    left: events.length < turn.events.length,
  };
  for (const event of events) {
    const step = mergeEvent(event, turn, merged.order, deps);
    merged.order = step.order;
    merged.redeliver ||= step.redeliver === true;
    merged.accessChanged ||= step.accessChanged === true;
    merged.hinted ||= step.hinted === true;
    merged.sendAgain ||= step.sendAgain === true;
    merged.muted ||= step.muted === true && !quiet;
    if (step.triggerUse !== undefined) merged.triggerUses.push(step.triggerUse);
    merged.announces ||= step.announces === true;
    merged.erasesAt = step.erasesAt ?? merged.erasesAt;
    if (step.requested === true) merged.requestedAt ??= event.receivedAt;
    merged.concerned = step.concerned ?? merged.concerned;
    if (step.moved != null && !quiet) merged.moved.push(step.moved);
    merged.products.push(...(step.products ?? []));
    merged.pictures = mergePictures(merged.pictures, step.pictures ?? {});
    merged.events.push(step.result);
    // A failed event keeps its place: nothing of this order may overtake it.
    if (step.result.state === "failed") break;
  }
  return merged;
}

/** What is replayed has a turn of its own: what it leads to is never taken for what came by itself, nor the other way round. */
function ofOneTurn(events: readonly LaneEvent[]): readonly LaneEvent[] {
  const first = events.findIndex((event) => replayTermsOf(event) !== null);
  return first === -1 ? events : events.slice(0, Math.max(first, 1));
}

interface Step {
  order: Order | null;
  redeliver?: true;
  accessChanged?: true;
  hinted?: true;
  sendAgain?: true;
  muted?: true;
  triggerUse?: TriggerUse;
  announces?: true;
  erasesAt?: number;
  requested?: true;
  concerned?: Concerned;
  moved?: string | null;
  products?: readonly string[];
  pictures?: Pictures;
  result: EventResult;
}

function mergeEvent(event: LaneEvent, turn: Turn, order: Order | null, deps: MergeDeps): Step {
  const { laneKey } = turn.lease;
  const quarantined = (reason: QuarantineReason, detail: string | null = null): Step => ({
    order,
    result: { event, state: "quarantined", reason, detail },
  });
  const done = (reason: DoneReason | null): EventResult => ({ event, state: "done", reason, detail: null });
  if (event.deaths >= MAX_DEATHS) return quarantined("poison");
  if (event.conflicts) return quarantined("same_key_other_body");
  const terms = replayTermsOf(event);
  if (isRedelivery(event)) {
    if (turn.order === null) return { order, result: done("not_in_books") };
    // An event merges into whatever is known; to deliver is meant for what somebody looked at.
    if (turn.order.version !== terms?.version) return { order, result: done("newer_state") };
    return { order, redeliver: true, result: done(null) };
  }
  try {
    const normalise = deps.normalise[event.source];
    if (normalise === undefined) return quarantined("unknown_topic", event.source);
    const own = erasureInEvent(event);
    const normalised = own === null ? normalise(event) : { outcome: "erasure" as const, request: own };
    switch (normalised.outcome) {
      case "quarantine":
        return quarantined(normalised.reason, normalised.detail);
      case "no_order":
        return { order, result: done(normalised.why ?? "no_order") };
      case "hint":
        return { order, hinted: true, result: done(null) };
      case "send_again":
        if (laneKey !== normalised.orderId) return quarantined("lane_mismatch");
        return { order, hinted: true, sendAgain: true, result: done(null) };
      case "mute":
        if (laneKey !== normalised.orderId) return quarantined("lane_mismatch");
        return { order, muted: true, result: done(null) };
      case "trigger_use":
        if (laneKey !== SHOP_LANE) return quarantined("lane_mismatch");
        return { order, triggerUse: normalised.use, result: done("no_order") };
      case "products":
        if (laneKey !== PRODUCTS_LANE) return quarantined("lane_mismatch");
        return { order, products: normalised.ids, result: done("no_order") };
      case "announcement":
        if (laneKey !== laneOfEvent(event.eventKey)) return quarantined("lane_mismatch");
        return {
          order,
          announces: true,
          moved: normalised.moved,
          concerned: concernedBy(normalised.announcement),
          result: done(null),
        };
      case "erasure":
        if (laneKey !== laneOfErasure(event.eventKey)) return quarantined("lane_mismatch");
        return { order, erasesAt: whenToErase(normalised.request), result: done("no_order") };
      case "data_request":
        if (laneKey !== SHOP_LANE) return quarantined("lane_mismatch");
        return { order, requested: true, result: done("data_request") };
      case "access_changed":
        if (laneKey !== SHOP_LANE) return quarantined("lane_mismatch");
        return { order, accessChanged: true, result: done("no_order") };
      case "facts": {
        const { facts } = normalised;
        if (facts.id !== laneKey) return quarantined("lane_mismatch");
        const after = mergeOrder(order, facts);
        const why = terms === null ? null : whyUnchanged(order, after, facts);
        return { order: after, pictures: facts.pictures, result: done(why) };
      }
    }
  } catch (error) {
    deps.onError(error, event);
    if (event.failures + 1 >= MAX_FAILURES) return quarantined("failed_to_process");
    return { order, result: { event, state: "failed", reason: "failed_to_process", detail: null } };
  }
}

/** A lane of Karla's events has one. */
function concernedBy({ orderId, customerId }: { orderId: string; customerId: string | null }): Concerned {
  return { orderIds: [orderId], customerIds: customerId === null ? [] : [customerId] };
}

/** What was replayed changed nothing: the books have all of it, or something newer. Null where it did. */
function whyUnchanged(
  known: Order | null,
  after: Order,
  { snapshot }: OrderFacts,
): Extract<NoReplayReason, "unchanged" | "newer_state"> | null {
  if (known === null || canonicalText(known) !== canonicalText(after)) return null;
  const isOlder = snapshot !== null && known.snapshot !== null && compareObservations(known.snapshot, snapshot) > 0;
  return isOlder ? "newer_state" : "unchanged";
}
