import { setTimeout as sleep } from "node:timers/promises";
import type { Lab } from "../lab.ts";

/** Before the workers are up again with their new clock. */
const START_MS = 2_500;
const LOOK_MS = 200;

/** When what is owed is due, the first one first: milliseconds since the epoch. `effects`: of these kinds only. */
export async function dueRetries({ database }: Lab, ...effects: readonly string[]): Promise<number[]> {
  const { rows } = await database.pool.query<{ due_at: Date }>(
    "SELECT due_at FROM outbox WHERE state = 'pending' AND (cardinality($1::text[]) = 0 OR effect = ANY($1)) ORDER BY due_at",
    [effects],
  );
  return rows.map(({ due_at }) => due_at.getTime());
}

const HELD_BACK = `
SELECT count(*)::int AS count FROM outbox o JOIN lane l USING (shop_id, lane_key)
WHERE o.state = 'pending' AND o.reason IS NOT NULL AND l.lease_token IS NULL AND o.due_at > now() + interval '2 seconds'`;

/** Waits until so many deliveries wait for the core to come back, at most half a minute. */
export async function untilHeldBack({ database }: Lab, orders: number): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; await sleep(LOOK_MS)) {
    const { rows } = await database.pool.query<{ count: number }>(HELD_BACK);
    if ((rows[0]?.count ?? 0) >= orders) return;
  }
}

/** Starts the workers anew with a clock that is about to reach this instant. */
export async function moveClock(lab: Lab, instant: number): Promise<void> {
  await Promise.all(lab.workers.map((worker) => worker.kill("SIGTERM")));
  const offset = Math.max(0, instant - START_MS - Date.now());
  await Promise.all(lab.workers.map((worker) => worker.start({ KARLA_CLOCK_OFFSET_MS: String(offset) })));
}
