import { randomUUID } from "node:crypto";
import type { Clock } from "@karla/sync/clock";
import type { Absorbed, Lanes, Lease, NextDue, Settled } from "@karla/sync/lanes";
import type { Pool } from "pg";
import type { BodyBox } from "./body-box.ts";
import { createClaim } from "./claim-lanes.ts";
import { ABSORB, BEGIN, HOLD, RELEASE, RESEND, SETTLE } from "./commit-turn.ts";
import { loadTurns } from "./load-turns.ts";
import type { Log } from "./log.ts";
import type { OrderBox } from "./order-box.ts";

export interface LanesStoreDeps {
  pool: Pool;
  clock: Clock;
  bodies: BodyBox;
  orders: OrderBox;
  log: Log;
}

/** A lane that cannot be read is tried again after this time: keys come back, rows are restored. */
const UNREADABLE_MS = 10 * 60_000;

/** The engine's lanes on PostgreSQL. */
export function createLanesStore(deps: LanesStoreDeps): Lanes {
  const { pool, clock } = deps;
  const claimLanes = createClaim();

  async function held(name: string, text: string, values: unknown[]): Promise<boolean> {
    const result = await pool.query<{ held: number }>({ name, text, values });
    return result.rows[0]?.held === 1;
  }

  function lane(lease: Lease, release: { next: NextDue } | null): unknown[] {
    const next = release?.next ?? null;
    return [
      lease.shopId,
      lease.laneKey,
      lease.token,
      release !== null,
      lease.arrivals.toString(),
      next === null ? null : new Date(next),
      new Date(clock.now()),
    ];
  }

  return {
    async claim(request) {
      const client = await pool.connect();
      try {
        const claimed = await claimLanes(client, request, clock.now());
        const { turns, unreadable } = await loadTurns(client, claimed, request, deps);
        for (const { lease, error } of unreadable) {
          const { shopId, laneKey } = lease;
          deps.log.warn(
            { shopId, lane: laneKey, error: error instanceof Error ? error.message : "" },
            "lane cannot be read",
          );
          const values = lane(lease, { next: clock.now() + UNREADABLE_MS });
          await client.query({ name: "lane-release", text: RELEASE, values });
        }
        return turns;
      } finally {
        client.release();
      }
    },
    async absorb(lease, absorbed, release) {
      return held("lane-absorb", ABSORB, [
        ...lane(lease, release),
        ...(await absorbedValues(lease, absorbed, deps.orders)),
      ]);
    },
    begin(lease, effects, openMs) {
      const names = effects.map((item) => item.effect);
      const values = [lease.shopId, lease.laneKey, lease.token, names, new Date(clock.now()), Math.round(openMs)];
      return held("lane-begin", BEGIN, values);
    },
    settle(lease, settled, next) {
      return held("lane-settle", SETTLE, [...lane(lease, { next }), ...settledValues(settled)]);
    },
    hold({ shopId, laneKey, token }, events) {
      return held("lane-hold", HOLD, [shopId, laneKey, token, events]);
    },
    async resend({ shopId, laneKey }) {
      await pool.query({ name: "lane-resend", text: RESEND, values: [shopId, laneKey, new Date(clock.now())] });
    },
    release(lease, next) {
      return held("lane-release", RELEASE, lane(lease, { next }));
    },
  };
}

async function absorbedValues(lease: Lease, absorbed: Absorbed, orders: OrderBox): Promise<unknown[]> {
  const { events, order } = absorbed;
  const snapshot = order?.order.snapshot ?? null;
  return [
    events.map(({ event }) => event.source),
    events.map(({ state }) => (state === "failed" ? "pending" : state)),
    events.map(({ reason }) => reason),
    events.map(({ detail }) => detail),
    events.map(({ event, state }) => event.failures + (state === "failed" ? 1 : 0)),
    Buffer.concat(events.flatMap(({ event }) => [event.eventKey, event.bodyHash])),
    snapshot?.name ?? null,
    order === null ? null : await orders.seal(lease.shopId, order.order),
    order?.version ?? null,
    order?.status ?? null,
    order?.reason ?? null,
    snapshot === null ? null : new Date(snapshot.observedAt),
    order?.delivered ? JSON.stringify(order.delivered) : null,
    absorbed.owe.map(({ effect }) => effect),
    absorbed.owe.map(({ version }) => version),
    absorbed.owe.map(({ dueAt }) => new Date(dueAt)),
    absorbed.withdraw,
  ];
}

function settledValues({ effects, order }: Settled): unknown[] {
  return [
    effects.map(({ item }) => item.effect),
    effects.map(({ state }) => state),
    effects.map(({ reason }) => reason),
    effects.map(({ detail }) => detail),
    effects.map(({ dueAt }) => new Date(dueAt)),
    effects.map(({ tried }) => tried),
    effects.map(({ refused }) => refused),
    effects.map(() => randomUUID()),
    effects.map(({ item }) => item.version),
    effects.map(({ httpStatus }) => httpStatus),
    effects.map(({ payloadHash }) => payloadHash?.toString("hex") ?? null),
    effects.map(({ startedAt }) => new Date(startedAt)),
    effects.map(({ durationMs }) => Math.round(durationMs)),
    order?.status ?? null,
    order?.reason ?? null,
    order?.delivered ? JSON.stringify(order.delivered) : null,
    order?.version ?? null,
  ];
}
