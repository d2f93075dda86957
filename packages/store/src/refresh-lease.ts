import { randomUUID } from "node:crypto";
import type { Clock } from "@karla/sync/clock";
import type { ShopId } from "@karla/sync/ids";
import type { Pool } from "pg";

/** Longer than a refresh may take; after a death in the middle another process tries. */
const LEASE_MS = 20_000;

const TAKE = `
INSERT INTO refresh_lease AS l (shop_id, token, until) VALUES ($1, $2, $3)
ON CONFLICT (shop_id) DO UPDATE SET token = excluded.token, until = excluded.until WHERE l.until <= $4
RETURNING token`;

export interface RefreshLease {
  /** The lease's token, or null while another process holds it. */
  take(shopId: ShopId): Promise<string | null>;
  release(shopId: ShopId, token: string): Promise<void>;
}

/** A lease and not a lock: a lock would have to be held over the call to Shopify, in a session that a pooler may not keep. */
export function createRefreshLease({ pool, clock }: { pool: Pool; clock: Clock }): RefreshLease {
  return {
    async take(shopId) {
      const token = randomUUID();
      const now = clock.now();
      const values = [shopId, token, new Date(now + LEASE_MS), new Date(now)];
      const { rowCount } = await pool.query({ name: "refresh-lease", text: TAKE, values });
      return rowCount === 1 ? token : null;
    },
    async release(shopId, token) {
      await pool.query("DELETE FROM refresh_lease WHERE shop_id = $1 AND token = $2", [shopId, token]);
    },
  };
}
