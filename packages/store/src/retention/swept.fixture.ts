import { randomBytes } from "node:crypto";
import type { ShopId } from "@karla/sync/ids";
import type { ReceivedEvent } from "@karla/sync/inbox";
import type { Absorbed, Turn } from "@karla/sync/lanes";
import type { KeptFor, Removed } from "@karla/sync/retention";
import type { Pool } from "pg";
import { done } from "../../../../test/contract/engine/lanes-harness.ts";
import { quietLog } from "../../../../test/setup/quiet-log.ts";
import { createKeyring, sealKeyOf } from "../keyring.ts";
import { openStore } from "../open-store.ts";
import { createRetentionStore } from "./retention-store.ts";

export const DAY_MS = 24 * 60 * 60_000;
const KEPT_FOR: KeptFor = { bodies: 7, quarantined: 30, records: 90 };
/** Long enough ago: what goes is old by the database's own clock as well. */
const LONG_AGO = Date.UTC(2026, 0, 1);

/** A store whose clock the test moves, and the sweeps of its database. */
export function sweptStore(pool: Pool, START = LONG_AGO) {
  let now = START;
  const clock = { now: () => now };
  const master = createKeyring({ current: sealKeyOf(randomBytes(32)) });
  const store = openStore({ platform: "shopify", pool, master, clock, log: quietLog });
  const open = (on = pool) => createRetentionStore({ pool: on, clock, keptFor: KEPT_FOR });
  const retention = open();

  return {
    store,
    clock,
    retention,
    /** Another process. */
    open,
    START,
    moveTo(ms: number): void {
      now = ms;
    },
    /** Stores an event now and has it used, or what `absorbed` says. */
    async take(event: ReceivedEvent, absorbed: (turn: Turn) => Partial<Absorbed> = () => ({})): Promise<void> {
      await store.inbox.accept([event]);
      const turns = await store.lanes.claim({ limit: 100, leaseMs: 30_000, maxEvents: 10 });
      for (const turn of turns) {
        const isOurs = turn.lease.laneKey === event.laneKey && turn.lease.shopId === event.shopId;
        if (isOurs) await store.lanes.absorb(turn.lease, { ...done(turn), ...absorbed(turn) }, { next: null });
        else await store.lanes.release(turn.lease, null);
      }
    },
    /** What a whole sweep at that time removes. */
    async sweepAt(ms: number): Promise<Partial<Removed>> {
      now = ms;
      let sweep = await retention.begin();
      const sum: Partial<Record<string, number>> = {};
      while (sweep !== null) {
        const step = await retention.step(sweep);
        for (const [what, n] of Object.entries(step.removed)) if (n > 0) sum[what] = (sum[what] ?? 0) + n;
        sweep = step.outcome === "more" ? step.sweep : null;
      }
      return sum;
    },
    /** Whether the bytes of an event are there; null where nothing is known of it. */
    async isKept(shopId: ShopId, { eventKey }: Pick<ReceivedEvent, "eventKey">): Promise<boolean | null> {
      const text = "SELECT body IS NOT NULL AS kept FROM inbox_event WHERE shop_id = $1 AND event_key = $2";
      const { rows } = await pool.query<{ kept: boolean }>(text, [shopId, eventKey]);
      return rows[0]?.kept ?? null;
    },
  };
}

/** All events of a turn could not be used. */
export function unusable(turn: Turn): Partial<Absorbed> {
  return {
    events: turn.events.map((event) => ({ event, state: "quarantined", reason: "unreadable_body", detail: null })),
  };
}

/** As `done`, with a word. */
export function doneWith(reason: string): (turn: Turn) => Partial<Absorbed> {
  return (turn) => ({ events: turn.events.map((event) => ({ event, state: "done", reason, detail: null })) });
}
