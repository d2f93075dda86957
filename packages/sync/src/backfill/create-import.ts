import type { Clock } from "../clock.ts";
import type { ShopId } from "../ids.ts";
import type { Inbox, ReceivedEvent } from "../inbox/inbox.ts";
import { isSuspect, type Lanes, type Turn } from "../lane/lanes.ts";

/** Batches that are worked on at the same time: while the core writes one, the next one is read. Live orders get that room. */
const BATCHES = { alone: 2, besideLive: 1 };
/** Who takes a batch in runs its lanes at once. Should that process die, the lanes are any worker's after this time. */
const OWN_MS = 30_000;
const MAX_EVENTS = 20;

/**
 * Puts a batch of a shop's orders into the inbox, and runs their lanes beside those of live events instead of among them.
 * Resolves as soon as the batch is in the books and there is room for the next one; what still runs is in `working`.
 */
export type ImportEvents = (
  shopId: ShopId,
  events: readonly ReceivedEvent[],
  working: Set<Promise<void>>,
) => Promise<void>;

export interface ImportDeps {
  inbox: Inbox;
  lanes: Lanes;
  /** Runs the turns of a batch together. Never throws. */
  runTogether: (turns: readonly Turn[]) => Promise<void>;
  leaseMs: number;
  clock: Clock;
  /** Live orders are under way, or were a moment ago. */
  isLive: () => boolean;
  /** A batch that could not be run: its lanes are any worker's soon. */
  onError: (error: unknown) => void;
}

export function createImport({ inbox, lanes, runTogether, leaseMs, clock, isLive, onError }: ImportDeps): ImportEvents {
  async function run(shopId: ShopId, laneKeys: readonly string[]): Promise<void> {
    const turns = await lanes.take(shopId, laneKeys, { leaseMs, maxEvents: MAX_EVENTS });
    const suspects = turns.filter(isSuspect);
    // They run alone, wherever they are claimed.
    for (const { lease } of suspects) await lanes.release(lease, clock.now());
    await runTogether(turns.filter((turn) => !suspects.includes(turn)));
  }

  return async (shopId, events, working) => {
    if (events.length === 0) return;
    const outcomes = await inbox.accept(events, { dueAt: clock.now() + OWN_MS });
    // What was known word for word changes nothing.
    const laneKeys = events.filter((_, index) => outcomes[index] === "stored").map(({ laneKey }) => laneKey);
    if (laneKeys.length === 0) return;
    const work: Promise<void> = run(shopId, laneKeys)
      .catch(onError)
      .finally(() => working.delete(work));
    working.add(work);
    while (working.size >= (isLive() ? BATCHES.besideLive : BATCHES.alone)) await Promise.race(working);
  };
}
