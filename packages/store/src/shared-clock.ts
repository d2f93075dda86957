import type { Clock } from "@karla/sync/clock";
import type { Pool } from "pg";

/** Leases and due times are written by one process and read by others: what they call now must be about the same. */
const TOLERATED_MS = 1_000;
/** An answer that took longer says too little of when it was given. */
const LONGEST_MS = 1_000;
const EVERY_MS = 60_000;
const TRIES = 5;

export interface SharedClockOptions {
  pool: Pick<Pool, "query">;
  /** The machine's own. */
  host: Clock;
  log: { warn(fields: { off_ms: number }, message: string): void };
}

export interface SharedClock extends Clock {
  close(): void;
}

/**
 * The machine's clock, or the database's where the two differ by more than a second: several hosts then have one time, whatever their own
 * clocks say. It is compared now, and once a minute.
 */
export async function openSharedClock({ pool, host, log }: SharedClockOptions): Promise<SharedClock> {
  let offMs = 0;
  async function compare(): Promise<boolean> {
    const asked = host.now();
    const { rows } = await pool.query<{ ms: string }>(
      "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS ms",
    );
    const took = host.now() - asked;
    if (took < 0 || took > LONGEST_MS) return false;
    const found = Math.round(asked + took / 2 - Number(rows[0]?.ms));
    if (Math.abs(found - offMs) <= TOLERATED_MS) return true;
    offMs = Math.abs(found) <= TOLERATED_MS ? 0 : found;
    if (offMs !== 0) log.warn({ off_ms: offMs }, "this machine's clock differs from the database's, which counts");
    return true;
  }
  for (let tries = 1; tries < TRIES && !(await compare()); tries += 1);
  const timer = setInterval(() => {
    // What is known stays good until the database answers again.
    compare().catch(() => undefined);
  }, EVERY_MS);
  timer.unref();
  return { now: () => host.now() - offMs, close: () => clearInterval(timer) };
}
