import type { LaneEvent, OrderRecord, Turn } from "../lane/lanes.ts";
import type { MappingDocument } from "../mapping/document.ts";
import { payloadDifferences } from "../mapping-desk/payload-differences.ts";
import { isHeld, type Owed, owed } from "../order/owed.ts";
import type { Projection } from "../order/to-karla.ts";
import { TELLING_EFFECTS } from "../outbox/outbox.ts";
import { absorbEvents } from "../pipeline/absorb-events.ts";
import { type MergeDeps, mergeEvents } from "../pipeline/merge-events.ts";
import { projectOrder, projectWith } from "../pipeline/project-order.ts";
import type { ShopView } from "../pipeline/shops.ts";
import { effectsOf, fateOf } from "./effects-of.ts";
import type { PlannedEffect, ReplayPlan } from "./replay-data.ts";
import { isRedelivery, type ReplayTerms, withReplayTerms } from "./replay-terms.ts";

export interface ToPlan {
  /** The lane as it is, without events. */
  turn: Turn;
  /** What is replayed in it. */
  event: LaneEvent;
  terms: ReplayTerms;
  /** As the turn would map with it. */
  shop: ShopView;
  /** What the core's order was mapped with. */
  heldMapping: MappingDocument | null;
  /** The shop's platform can be told what Karla knows of an order. */
  tellsShop: boolean;
  now: number;
  /** Why the shop is not told of an event of Karla's, though that is asked for; null where it is. */
  notAnnounced: PlannedEffect["because"];
}

export type Planned = Pick<
  ReplayPlan,
  "verdict" | "reason" | "version" | "differences" | "isExact" | "parcels" | "effects"
>;

type Decided = ReturnType<typeof decide>;

/** What only asks the shop: whether it leads to anything is not known before. */
const READINGS: readonly PlannedEffect["effect"][] = ["refresh_order", "read_order", "read_extras", "read_pictures"];
const NO_PAYLOAD = { differences: [], isExact: true, parcels: { given: 0, kept: 0 } };

/**
 * What a replay would do: the two steps of a turn that know no I/O, run on the lane as it is, and nothing that they come to is
 * committed or carried out. The worker runs the same steps on the same event.
 */
export function planReplay(input: ToPlan, deps: MergeDeps): Planned {
  const { turn, terms, shop, notAnnounced } = input;
  const asked = decide(input, terms, deps);
  const full = decide(input, { ...terms, withEffects: true }, deps);
  const effects: PlannedEffect[] = [
    ...asked.effects.map((effect) => fateOf(effect, shop, notAnnounced)),
    ...full.effects
      .filter((effect) => !asked.effects.includes(effect) && isHeard(effect))
      .map((effect) => ({ effect, fate: "left_out", because: "not_asked" }) as const),
  ];
  return {
    ...verdictOf(input, asked, effects),
    version: turn.order?.version ?? null,
    ...payloadOf(input, asked.absorbed.order, full.absorbed.order),
    effects,
  };
}

function decide({ turn, event, shop, now, tellsShop }: ToPlan, terms: ReplayTerms, deps: MergeDeps) {
  const replayed = { ...event, headers: withReplayTerms(event.headers, terms) };
  const withEvent = { ...turn, events: [replayed] };
  const merged = mergeEvents(withEvent, deps);
  const absorbed = absorbEvents(withEvent, merged, shop, { now, tellsShop, pinned: terms.mapping ?? undefined });
  return { merged, absorbed, effects: effectsOf(merged, absorbed) };
}

function verdictOf(
  { turn, event, terms }: ToPlan,
  { merged, absorbed }: Decided,
  effects: readonly PlannedEffect[],
): Pick<Planned, "verdict" | "reason"> {
  const [result] = merged.events;
  const refused = (reason: string) => ({ verdict: "refused", reason }) as const;
  const nothing = (reason: string) => ({ verdict: "nothing", reason }) as const;
  if (result === undefined || result.state !== "done") return refused(result?.reason ?? "failed_to_process");
  if (result.reason === "unchanged") return nothing(result.reason);
  if (result.reason === "newer_state" || result.reason === "not_in_books") return refused(result.reason);
  if (absorbed.order?.status === "skipped") return refused(absorbed.order.reason ?? "failed_to_process");
  // With another mapping, or with effects, it would be another delivery than the one that waits.
  const waits = turn.order?.status === "pending" && terms.mapping === null && !terms.withEffects;
  if (isRedelivery(event) && waits) return nothing("on_its_way");
  if (effects.some(({ effect, fate }) => fate !== "left_out" && !READINGS.includes(effect))) {
    return { verdict: "does", reason: null };
  }
  if (absorbed.order !== null) return nothing("unchanged");
  return effects.some(({ fate }) => fate === "happens") ? { verdict: "does", reason: null } : nothing("no_order");
}

/** Somebody besides Karla's core hears or sees of it. */
function isHeard(effect: PlannedEffect["effect"]): boolean {
  return effect === "mute" || TELLING_EFFECTS.includes(effect);
}

/** `loud`: what would be decided with effects. */
function payloadOf(
  { turn, shop, heldMapping }: ToPlan,
  decided: OrderRecord | null,
  loud: OrderRecord | null,
): Pick<Planned, "differences" | "isExact" | "parcels"> {
  const after = decided === null ? null : projectOrder(decided.order, shop);
  if (decided === null || after?.outcome !== "send") return NO_PAYLOAD;
  const due = owed(after, decided.delivered);
  const numbers = new Set(parcelsOf(due).map(({ tracking_number }) => tracking_number));
  const again = parcelsOf(owed(after, loud?.delivered ?? null)).length;
  const parcels = { given: numbers.size, kept: Math.max(again - numbers.size, 0) };
  const delivered = turn.order?.delivered ?? null;
  if (due.outcome === "nothing" || turn.order === null || delivered === null) return { ...NO_PAYLOAD, parcels };
  const before = projectWith(turn.order.order, shop, heldMapping).projection;
  const onlyGiven = (sent: Projection): Projection =>
    sent.outcome === "skip"
      ? sent
      : { ...sent, trackings: sent.trackings.filter(({ tracking_number }) => numbers.has(tracking_number)) };
  return {
    differences: payloadDifferences(onlyGiven(before), onlyGiven(after)),
    isExact: isHeld(before, delivered),
    parcels,
  };
}

function parcelsOf(due: Owed) {
  return due.outcome === "nothing" ? [] : due.upsert.trackings;
}
