import type { Clock } from "@karla/sync/clock";
import type { Problems } from "@karla/sync/shops";
import type { Pool } from "pg";

const RAISE = `
INSERT INTO problem AS p (shop_id, code, opened_at, seen_at, about) VALUES ($1, $2, $3, $3, $4)
ON CONFLICT (shop_id, code) DO UPDATE SET seen_at = excluded.seen_at, closed_at = NULL, about = excluded.about,
  times = CASE WHEN p.closed_at IS NULL THEN p.times + 1 ELSE 1 END,
  opened_at = CASE WHEN p.closed_at IS NULL THEN p.opened_at ELSE excluded.opened_at END`;

const CLOSE = `
UPDATE problem SET closed_at = $3
WHERE shop_id = $1 AND code = $2 AND closed_at IS NULL AND ($4::timestamptz IS NULL OR seen_at < $4)`;

const OPEN = "SELECT FROM problem WHERE shop_id = $1 AND code = $2 AND closed_at IS NULL";

/** Problems in the database: one row per shop and code, opened anew when one comes back. */
export function createProblemsStore({ pool, clock }: { pool: Pool; clock: Clock }): Problems {
  return {
    async raise(shopId, code, about) {
      const values = [shopId, code, new Date(clock.now()), about === undefined ? null : JSON.stringify(about)];
      await pool.query({ name: "problem-raise", text: RAISE, values });
    },
    async close(shopId, code, seenBefore) {
      const values = [shopId, code, new Date(clock.now()), seenBefore === undefined ? null : new Date(seenBefore)];
      await pool.query({ name: "problem-close", text: CLOSE, values });
    },
    async isOpen(shopId, code) {
      return (await pool.query(OPEN, [shopId, code])).rowCount === 1;
    },
  };
}
