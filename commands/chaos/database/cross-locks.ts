import { setTimeout as sleep } from "node:timers/promises";
import type { Pool, PoolClient } from "pg";
import { until } from "../until.ts";

/** Three lanes in the order in which the receiver locks them. */
export interface CrossedLanes {
  /** Held first, so that what comes for the others is stored by one statement. */
  before: string;
  first: string;
  second: string;
}

const HOLD = "SELECT FROM lane WHERE lane_key = $1 FOR UPDATE";
const WAITING =
  "SELECT count(*)::int AS count FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%INSERT INTO inbox_event%'";
/** Messages that are sent at once are all there after it. */
const TOGETHER_MS = 150;

/**
 * Locks two lanes in the opposite order, as a second program does: the receiver has the first and waits for the second. Whoever
 * has waited for longer is the one that the server ends, which is the receiver. Gives whether it was.
 */
export async function crossLocks(
  pool: Pool,
  { before, first, second }: CrossedLanes,
  send: (lanes: readonly string[]) => void,
): Promise<boolean> {
  const [holder, other] = await Promise.all([pool.connect(), pool.connect()]);
  try {
    await begin(holder, before);
    await begin(other, second);
    send([before]);
    if (!(await isWaiting(pool))) return false;
    send([first, second]);
    await sleep(TOGETHER_MS);
    await holder.query("ROLLBACK");
    if (!(await until(() => holds(pool, first), 1_000)) || !(await isWaiting(pool))) return false;
    return await other.query(HOLD, [first]).then(
      () => true,
      () => false,
    );
  } finally {
    for (const client of [holder, other]) {
      await client.query("ROLLBACK");
      client.release();
    }
  }
}

async function begin(client: PoolClient, lane: string): Promise<void> {
  await client.query("BEGIN");
  await client.query(HOLD, [lane]);
}

async function isWaiting(pool: Pool): Promise<boolean> {
  return until(async () => ((await pool.query<{ count: number }>(WAITING)).rows[0]?.count ?? 0) > 0, 1_000);
}

/** Whether somebody else has this lane. */
async function holds(pool: Pool, lane: string): Promise<boolean> {
  return pool.query(`${HOLD} NOWAIT`, [lane]).then(
    () => false,
    () => true,
  );
}
