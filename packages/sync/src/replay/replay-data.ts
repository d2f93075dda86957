import type { PayloadDifference } from "../mapping-desk/desk-data.ts";
import type { Effect } from "../outbox/outbox.ts";

/** What whoever replays something is shown, in a shape that travels as JSON. Instants are ISO 8601. */

/** `mute`: the shop hears nothing more of the order. */
export type PlannedEffect = {
  effect: Effect | "mute";
  /** `waits`: it is owed, and `because` has to end first. `left_out`: it is not owed, as `because` says. */
  fate: "happens" | "waits" | "left_out";
  because:
    | "not_asked"
    | "not_connected"
    | "core_already_syncs"
    | "too_old_to_announce"
    | "placed_before_cutoff"
    | "muted"
    | "event_gone"
    | null;
};

/** What the core was given of the order last. */
export interface HeldByCore {
  /** SHA-256 of the order part, in hex. */
  hash: string;
  parcels: number;
  deliveredAt: string | null;
  /** The version of the mapping that made it, 0 for none; null where nobody knows. */
  mapping: number | null;
}

/** What a replay would do. */
export interface ReplayPlan {
  /** Id at the platform; null for an event that is about no order. */
  orderId: string | null;
  /** As printed, e.g. "#1001"; null where it is not known. */
  name: string | null;
  /** `nothing`: there is nothing to do. `refused`: it must not be done, or cannot be. */
  verdict: "does" | "nothing" | "refused";
  /** Of `NO_REPLAY_REASONS`, `SKIP_REASONS` or `QUARANTINE_REASONS`; null where it does something. */
  reason: string | null;
  /** The order's version that this was worked out of, null where the order is not known. Whoever has it done names it. */
  version: number | null;
  /** The version of the mapping that the order is sent with, 0 for none. */
  mapping: number;
  held: HeldByCore | null;
  /** What of the payload is another one than the core has; empty where it has none of it. */
  differences: PayloadDifference[];
  /** Whether `before` of the differences is what the core was given, by its hash, and not only what it should have been given. */
  isExact: boolean;
  /** Parcels that the core is given, and those that it has and would be given again with effects alone. */
  parcels: { given: number; kept: number };
  effects: PlannedEffect[];
}

/** An event as the inbox has it. */
export interface ReplayableEvent {
  /** SHA-256 of the sender's delivery id, in hex. */
  id: string;
  source: string;
  topic: string;
  receivedAt: string;
  state: "pending" | "done" | "quarantined";
  reason: string | null;
  /** Without its bytes it cannot be replayed. */
  isKept: boolean;
}

export type ReplayAnswer =
  /** `id`: of this replay. */
  { outcome: "asked"; id: string } | { outcome: "refused"; reason: string };

/** How far a replay is that was asked for. */
export type ReplayProgress =
  | { state: "under_way"; because: string | null }
  | { state: "done"; reason: string | null }
  | { state: "refused"; reason: string | null };
