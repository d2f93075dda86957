import type { TriggerUses } from "@karla/sync/trigger-uses";
import type { Pool } from "pg";

const NOTE = `
INSERT INTO trigger_use AS t (shop_id, trigger, is_used, said_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (shop_id, trigger) DO UPDATE SET is_used = excluded.is_used, said_at = excluded.said_at
WHERE t.said_at < excluded.said_at`;

const OF_SHOP = `
SELECT trigger, is_used AS "isUsed", said_at AS "saidAt" FROM trigger_use WHERE shop_id = $1 ORDER BY trigger`;

interface Row {
  trigger: string;
  isUsed: boolean;
  saidAt: Date;
}

/** The use of triggers in the database. */
export function createTriggerUsesStore({ pool }: { pool: Pool }): TriggerUses {
  return {
    async note(shopId, { trigger, isUsed, at }) {
      await pool.query(NOTE, [shopId, trigger, isUsed, at]);
    },
    async of(shopId) {
      const { rows } = await pool.query<Row>(OF_SHOP, [shopId]);
      return rows.map(({ trigger, isUsed, saidAt }) => ({ trigger, isUsed, at: saidAt.toISOString() }));
    },
  };
}
