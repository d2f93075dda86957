import { setTimeout as sleep } from "node:timers/promises";
import type { Lab } from "../lab.ts";
import { moveClock } from "../lane/due-retries.ts";

/** How a shop's comparisons with the product's books stand. Instants in milliseconds since the epoch, of the product's clock. */
export interface Comparisons {
  finished: number;
  /** When the last finished one began; 0 before the first. */
  startedAt: number;
  nextAt: number;
}

/** The next one is planned, not due at once. */
const PLANNED_MS = 60_000;

/** Nothing while one is under way: it is not planned yet when the next one comes. */
const COMPARISONS = `
SELECT count(r.finished_at)::int AS finished, max(r.started_at) AS started_at, min(o.due_at) AS next_at
FROM shop s
JOIN outbox o ON o.shop_id = s.shop_id AND o.effect = 'reconcile'
JOIN lane l ON l.shop_id = o.shop_id AND l.lane_key = o.lane_key AND l.lease_token IS NULL
LEFT JOIN reconciliation r ON r.shop_id = s.shop_id AND r.finished_at IS NOT NULL
WHERE s.domain = $1`;

async function lookAt({ database }: Lab, domain: string): Promise<Comparisons | null> {
  const { rows } = await database.pool.query<{ finished: number; started_at: Date | null; next_at: Date | null }>(
    COMPARISONS,
    [domain],
  );
  const [row] = rows;
  if (row === undefined || row.next_at === null) return null;
  return {
    finished: row.finished,
    startedAt: row.started_at?.getTime() ?? 0,
    nextAt: row.next_at.getTime(),
  };
}

/** As they stand once nothing of the shop as a whole is under way; at most half a minute. */
export async function comparisonsOf(lab: Lab, domain: string): Promise<Comparisons> {
  return untilCompared(lab, domain, 0);
}

/** Waits until so many are finished and the next one is planned; at most half a minute. */
export async function untilCompared(lab: Lab, domain: string, finished: number): Promise<Comparisons> {
  for (const end = Date.now() + 30_000; Date.now() < end; await sleep(200)) {
    const seen = await lookAt(lab, domain);
    const isPlanned = seen !== null && seen.nextAt - seen.startedAt >= PLANNED_MS;
    if (isPlanned && seen.finished >= finished) return seen;
  }
  throw new Error(`${domain} was not compared`);
}

/** Moves the workers' clock to the next comparison and waits for its end. */
export async function compareOnTime(lab: Lab, domain: string): Promise<Comparisons> {
  const { finished, nextAt } = await comparisonsOf(lab, domain);
  await moveClock(lab, nextAt);
  return untilCompared(lab, domain, finished + 1);
}

/** The problems that the merchant of this shop is shown. */
export async function openProblems({ database }: Lab, domain: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ code: string }>(
    "SELECT p.code FROM problem p JOIN shop s USING (shop_id) WHERE s.domain = $1 AND p.closed_at IS NULL",
    [domain],
  );
  return rows.map(({ code }) => code);
}
