import type { ShopId } from "../ids.ts";
import type { Source } from "../inbox/inbox.ts";
import type { Order } from "../order/order.ts";
import type { Delivered } from "../order/owed.ts";
import type { Effect, OutboxItem } from "../outbox/outbox.ts";
import { MAX_DEATHS } from "../outbox/retry-policy.ts";
import type { EffectReason } from "../pipeline/effect-reason.ts";
import type { InboxEvent } from "../pipeline/normalise.ts";

/**
 * A lane is one order's queue: its events are merged and its effects delivered strictly one after the other, under a
 * lease. Other lanes run beside it. The lease's token is the fence: whoever lost the lease can change nothing any more.
 */
export interface Lease {
  shopId: ShopId;
  laneKey: string;
  /** Fencing token, new with every claim. */
  token: string;
  /** Milliseconds since the epoch. A turn must be over by then. */
  until: number;
  /** Count of events stored in this lane when it was claimed: shows whether something came meanwhile. */
  arrivals: bigint;
}

/** A pending event with what its row knows. */
export interface LaneEvent extends InboxEvent {
  source: Source;
  eventKey: Buffer;
  bodyHash: Buffer;
  /** When it was stored; milliseconds since the epoch. */
  receivedAt: number;
  /** How often a process died while it held this event. */
  deaths: number;
  /** How often processing it failed with an error. */
  failures: number;
  /** Another row has the same delivery id and another body, and came first. */
  conflicts: boolean;
}

export const ORDER_STATUSES = ["pending", "delivered", "skipped", "failed"] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** The books' row of one order. */
export interface OrderRecord {
  order: Order;
  /** Grows with every change of `order`. */
  version: number;
  status: OrderStatus;
  reason: string | null;
  /** What the core was given, as hashes. */
  delivered: Delivered | null;
}

/** One claimed lane with all that a worker needs to run it. */
export interface Turn {
  lease: Lease;
  /** Oldest first. */
  events: LaneEvent[];
  /** More events are pending than were handed out. */
  more: boolean;
  /** A worker whose lease was lost called the core late (`resend`): what the core holds of this order is not known. */
  resend: boolean;
  /** All effects ever owed for this order, in any state, of the kinds that this version knows. */
  outbox: OutboxItem[];
  /** One is owed that only a newer version knows: it is that one's to do, and stays as it is. */
  owesUnknown: boolean;
  order: OrderRecord | null;
}

/** The next death would condemn something in it. It runs alone, so that the verdict is its own doing and not chance. */
export function isSuspect({ events, outbox }: Pick<Turn, "events" | "outbox">): boolean {
  return (
    events.some(({ deaths }) => deaths === MAX_DEATHS - 1) ||
    outbox.some(({ state, started, finished }) => state === "pending" && started - finished === MAX_DEATHS - 1)
  );
}

export interface ClaimRequest {
  /** At most so many lanes. */
  limit: number;
  leaseMs: number;
  /** At most so many events of each lane. */
  maxEvents: number;
}

/** What became of one event. `failed` keeps it at the head of its lane. */
export interface EventResult {
  event: LaneEvent;
  state: "done" | "quarantined" | "failed";
  reason: string | null;
  detail: string | null;
}

/**
 * An effect that is owed from `dueAt` on. One that is pending already is replaced by its newer version and keeps its time; what
 * has no version (0) is due at the earlier of both.
 */
export interface Owing {
  effect: Effect;
  version: number;
  dueAt: number;
  /** As of an `OutboxItem`. */
  mapping?: number | undefined;
}

/** What a turn decided about its order before anything leaves the house. */
export interface Absorbed {
  events: EventResult[];
  /** Null when the order did not change. */
  order: OrderRecord | null;
  owe: Owing[];
  /** Effects no longer owed. */
  withdraw: Effect[];
}

/** What became of one effect that was tried (or held back). */
export interface EffectResult {
  item: OutboxItem;
  /** `withdrawn`: no longer owed. */
  state: "pending" | "delivered" | "dead" | "withdrawn";
  reason: EffectReason | null;
  detail: string | null;
  /** For `pending`: when to try again (milliseconds since the epoch). */
  dueAt: number;
  /** An attempt was made and has ended. False when the effect was only held back. */
  tried: boolean;
  refused: boolean;
  httpStatus: number | null;
  payloadHash: Buffer | null;
  /** The mapping that made the payload; null where there was none, or no payload. */
  mappingVersion: number | null;
  startedAt: number;
  durationMs: number;
}

export interface Settled {
  effects: EffectResult[];
  /** The order's new row, when the result changes it. */
  order: Pick<OrderRecord, "status" | "reason" | "delivered" | "version"> | null;
}

/** When the lane runs next, if nothing arrives before: milliseconds since the epoch, null for "when something arrives". */
export type NextDue = number | null;

/** The engine's door to durable storage. Every write is fenced: it answers false, and changed nothing, once the lease is lost. */
export interface Lanes {
  /**
   * Leases due lanes, fairly between shops. A lane whose lease ran out is due again: the events that were held count one more
   * death. What is handed out is held at once, all but suspects (`hold`).
   */
  claim(request: ClaimRequest): Promise<Turn[]>;
  /**
   * Leases just these lanes of a shop, due or not; those that somebody else holds are left to him. Otherwise as `claim`.
   */
  take(shopId: ShopId, laneKeys: readonly string[], request: Omit<ClaimRequest, "limit">): Promise<Turn[]>;
  /** Holds so many of a suspect's events: from now on a death counts. Until it runs, whoever dies does not die of it. */
  hold(lease: Lease, events: number): Promise<boolean>;
  /**
   * Commits what the events led to. With `release` the lane is given back in the same statement, to run again at `next`
   * or at once when something arrived meanwhile.
   */
  absorb(lease: Lease, absorbed: Absorbed, release: { next: NextDue } | null): Promise<boolean>;
  /**
   * Notes that attempts of these effects begin: a process that dies now is counted. `openMs` is how long the breaker has
   * been open in all, kept with the first attempt.
   */
  begin(lease: Lease, effects: readonly OutboxItem[], openMs: number): Promise<boolean>;
  /** Commits the attempts' results and gives the lane back. */
  settle(lease: Lease, settled: Settled, next: NextDue): Promise<boolean>;
  /**
   * For whoever called the core and then finds the lease lost: that call may have overtaken a newer one of another worker.
   * The next turn has `resend`. The one write that is not fenced, as it only ever adds a delivery. Also for an order that the
   * core, asked, does not have although it took it.
   */
  resend(lane: Pick<Lease, "shopId" | "laneKey">): Promise<void>;
  /** Gives a lane back untouched: the turn could not run (the database was away). Counts no death. */
  release(lease: Lease, next: NextDue): Promise<boolean>;
}
