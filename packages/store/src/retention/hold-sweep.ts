import { randomUUID } from "node:crypto";
import type { Clock } from "@karla/sync/clock";
import type { ShopId } from "@karla/sync/ids";
import type { Sweep, SweepsSeen } from "@karla/sync/retention";
import type { Pool } from "pg";

/** Longer than any step takes. */
const LEASE_MS = 5 * 60_000;
const EVERY_MS = 6 * 60 * 60_000;
const ID = "retention";

/**
 * $1 token, $2 leased until, $3 now, $4 when the last one must have ended. An instant that is still to come was written by a clock that
 * went wrong. What is past its time says the database's own clock at the latest: what goes does not come back.
 */
const BEGIN = `
INSERT INTO sweep AS s (id, lease_token, leased_until, started_at) VALUES ('${ID}', $1, $2, $3)
ON CONFLICT (id) DO UPDATE SET lease_token = excluded.lease_token, leased_until = excluded.leased_until,
  started_at = coalesce(s.started_at, excluded.started_at)
WHERE (s.leased_until IS NULL OR s.leased_until <= $3 OR s.leased_until > $2)
  AND (s.started_at IS NOT NULL OR s.finished_at IS NULL OR s.finished_at <= $4 OR s.finished_at > $3)
RETURNING shop_id, lane_key, least($3, statement_timestamp()) AS at`;

const GO_ON = `
UPDATE sweep SET shop_id = $2, lane_key = $3, leased_until = $4, oldest_so_far = least(oldest_so_far, $5)
WHERE id = '${ID}' AND lease_token = $1`;

const FINISH = `
UPDATE sweep SET shop_id = NULL, lane_key = NULL, lease_token = NULL, leased_until = NULL, started_at = NULL, finished_at = $2,
  oldest_body_at = least(oldest_so_far, $3), oldest_so_far = NULL
WHERE id = '${ID}' AND lease_token = $1`;

const RELEASE = `UPDATE sweep SET lease_token = NULL, leased_until = NULL WHERE id = '${ID}' AND lease_token = $1`;

const LOOK = `SELECT coalesce(finished_at, started_at) AS swept_at, oldest_body_at FROM sweep WHERE id = '${ID}'`;

/** Who goes on with the sweep, and where: in the database, so that a process may die anywhere. */
export function sweepHolder({ pool, clock }: { pool: Pool; clock: Clock }) {
  const leasedUntil = () => new Date(clock.now() + LEASE_MS);
  const holds = async (text: string, values: unknown[]) => (await pool.query(text, values)).rowCount === 1;
  return {
    async begin(): Promise<Sweep | null> {
      const token = randomUUID();
      const now = clock.now();
      const values = [token, leasedUntil(), new Date(now), new Date(now - EVERY_MS)];
      const { rows } = await pool.query<{ shop_id: ShopId | null; lane_key: string | null; at: Date }>(BEGIN, values);
      const [row] = rows;
      if (row === undefined) return null;
      const { shop_id: shopId, lane_key: laneKey } = row;
      const after = shopId === null || laneKey === null ? null : { shopId, laneKey };
      return { token, at: row.at.getTime(), after };
    },
    /** False where the lease is another's. `oldest`: of what the step left. */
    goOn: ({ token, after }: Sweep, oldest: Date | null): Promise<boolean> =>
      holds(GO_ON, [token, after?.shopId ?? null, after?.laneKey ?? null, leasedUntil(), oldest]),
    finish: ({ token }: Sweep, oldest: Date | null): Promise<boolean> =>
      holds(FINISH, [token, new Date(clock.now()), oldest]),
    async release({ token }: Sweep): Promise<void> {
      await pool.query(RELEASE, [token]);
    },
    async look(): Promise<SweepsSeen> {
      const { rows } = await pool.query<{ swept_at: Date | null; oldest_body_at: Date | null }>(LOOK);
      const [row] = rows;
      return { sweptAt: row?.swept_at?.getTime() ?? null, oldestBodyAt: row?.oldest_body_at?.getTime() ?? null };
    },
  };
}
