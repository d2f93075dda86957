import { setImmediate as pause } from "node:timers/promises";
import type { Clock } from "@karla/sync/clock";
import type { Platform } from "@karla/sync/ids";
import type { Lanes, Turn } from "@karla/sync/lanes";
import type { Pool, PoolClient } from "pg";
import type { BodyBox } from "./body-box.ts";
import { type Claimed, createClaim, leaseOf, takeLanes } from "./claim-lanes.ts";
import { ABSORB, BEGIN, HOLD, RELEASE, RESEND, SETTLE } from "./commit-turns.ts";
import { groupWrites } from "./group-writes.ts";
import { keepStatistics } from "./keep-statistics.ts";
import { loadTurns } from "./load-turns.ts";
import type { Log } from "./log.ts";
import { createBringOver } from "./names/bring-over.ts";
import type { OrderBox } from "./order-box.ts";
import {
  type AbsorbWrite,
  absorbValues,
  type BeginWrite,
  beginValues,
  type HeldLane,
  laneValues,
  type SettleWrite,
  settleValues,
} from "./turn-values.ts";

export interface LanesStoreDeps {
  pool: Pool;
  clock: Clock;
  bodies: BodyBox;
  orders: OrderBox;
  /** Whose lanes are claimed. */
  platform: Platform;
  log: Log;
}

/** A lane that cannot be read is tried again after this time: keys come back, rows are restored. */
const UNREADABLE_MS = 10 * 60_000;
/** Lanes that could not be read because the database did not answer as it should. */
const UNREAD_MS = 1_000;
/** Turns whose writes go into one statement, at most. */
const MAX_WRITES = 64;

/** The engine's lanes on PostgreSQL. */
export function createLanesStore(deps: LanesStoreDeps): Lanes {
  const { pool, clock } = deps;
  const claimLanes = createClaim(deps.platform);

  /** One kind of write: of each turn, whether its lease was held. */
  function writer<Write>(name: string, text: string, valuesOf: (writes: readonly Write[], now: number) => unknown[]) {
    return async (writes: readonly Write[], on: Pool | PoolClient = pool): Promise<boolean[]> => {
      const result = await on.query<{ turn: number }>({ name, text, values: valuesOf(writes, clock.now()) });
      const held = new Set(result.rows.map(({ turn }) => turn));
      return writes.map((_, index) => held.has(index + 1));
    };
  }

  const grown = keepStatistics(pool);
  // Turns end together, as their calls did, and to send a statement takes longer than to begin the next call: first all of
  // them go on, then what they did is written, in one statement.
  const gather = () => pause();
  const release = writer<HeldLane>("lanes-release", RELEASE, laneValues);
  const absorb = groupWrites(writer<AbsorbWrite>("lanes-absorb", ABSORB, absorbValues), MAX_WRITES, gather);
  const begin = groupWrites(writer<BeginWrite>("lanes-begin", BEGIN, beginValues), MAX_WRITES, gather);
  const settle = groupWrites(writer<SettleWrite>("lanes-settle", SETTLE, settleValues), MAX_WRITES, gather);
  const bringOver = createBringOver(deps);
  const giveBack = groupWrites<HeldLane, boolean>((lanes) => release(lanes), MAX_WRITES);

  /** Of lanes whose turns are not run: where that fails, too, they come back with the end of their leases. */
  async function leaveAll(claimed: Claimed): Promise<void> {
    const next = clock.now() + UNREAD_MS;
    const lanes = claimed.lanes.map((lane) => ({ lease: leaseOf(lane, claimed), release: { next } }));
    if (lanes.length > 0) await release(lanes).catch(() => {});
  }

  async function lease(
    maxEvents: number,
    claim: (client: PoolClient, now: number) => Promise<Claimed>,
  ): Promise<{ turns: Turn[]; broughtOver: number }> {
    const client = await pool.connect();
    let failure: Error | undefined;
    let claimed: Claimed | undefined;
    try {
      claimed = await claim(client, clock.now());
      const brought = await bringOver(client, claimed);
      const { turns, unreadable } = await loadTurns(client, { ...claimed, lanes: brought.own }, maxEvents, deps);
      for (const { lease, error } of [...brought.unreadable, ...unreadable]) {
        const { shopId, laneKey } = lease;
        deps.log.warn(
          { shopId, lane: laneKey, error: error instanceof Error ? error.message : "" },
          "lane cannot be read",
        );
        await release([{ lease, release: { next: clock.now() + UNREADABLE_MS } }], client);
      }
      return { turns, broughtOver: brought.lanes };
    } catch (error) {
      failure = error instanceof Error ? error : new Error("unknown error", { cause: error });
      throw error;
    } finally {
      // One that failed may still wait for its answer: nobody else gets it.
      client.release(failure);
      if (failure !== undefined && claimed !== undefined) await leaveAll(claimed);
    }
  }

  return {
    async claim(request) {
      for (;;) {
        const leased = await lease(request.maxEvents, (client, now) => claimLanes(client, request, now));
        // What was brought over is due in the tenants' own lanes by now.
        if (leased.turns.length > 0 || leased.broughtOver === 0) return leased.turns;
      }
    },
    async take(shopId, laneKeys, { leaseMs, maxEvents }) {
      await grown(laneKeys.length);
      const until = clock.now() + leaseMs;
      const leased = await lease(maxEvents, (client, now) => takeLanes(client, { shopId, laneKeys, now, until }));
      return leased.turns;
    },
    async absorb(lease, absorbed, next) {
      const { order } = absorbed;
      const state = order === null ? null : await deps.orders.seal(lease.shopId, order.order);
      return absorb({ lease, absorbed, state, release: next });
    },
    begin: (lease, effects, openMs) => begin({ lease, effects, openMs }),
    settle: (lease, settled, next) => settle({ lease, settled, next }),
    release: (lease, next) => giveBack({ lease, release: { next } }),
    async hold({ shopId, laneKey, token }, events) {
      const values = [shopId, laneKey, token, events];
      const { rowCount } = await pool.query({ name: "lane-hold", text: HOLD, values });
      return rowCount === 1;
    },
    async resend({ shopId, laneKey }) {
      await pool.query({ name: "lane-resend", text: RESEND, values: [shopId, laneKey, new Date(clock.now())] });
    },
  };
}
