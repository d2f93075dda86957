import { randomUUID } from "node:crypto";
import type { ClaimForms } from "@karla/sync/claim-forms";
import type { Clock } from "@karla/sync/clock";
import type { Pool } from "pg";

/** Longer than everything that is done with a form takes. */
const LEASE_MS = 30_000;

const FORGET = "DELETE FROM claim_form WHERE shop_id = $1 AND expires_at <= $2";

const TAKE = `
INSERT INTO claim_form AS f (shop_id, id, lease_token, leased_until, expires_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (shop_id, id) DO UPDATE SET lease_token = excluded.lease_token, leased_until = excluded.leased_until
  WHERE f.claim_id IS NULL AND f.leased_until <= $6
RETURNING content_hash, begun_at`;

const CLAIM = "SELECT claim_id FROM claim_form WHERE shop_id = $1 AND id = $2";

const BEGIN = `
UPDATE claim_form SET content_hash = $4, begun_at = $5
WHERE shop_id = $1 AND id = $2 AND lease_token = $3 AND leased_until > $5 AND claim_id IS NULL`;

// Who made the claim may note it, even after its time: nobody knows better.
const FINISH = "UPDATE claim_form SET claim_id = $3 WHERE shop_id = $1 AND id = $2 AND claim_id IS NULL";

const GIVE_BACK =
  "UPDATE claim_form SET leased_until = $4 WHERE shop_id = $1 AND id = $2 AND lease_token = $3 AND claim_id IS NULL";

/** The use of claim forms in the database: it is the row that a second process, or a second click, runs into. */
export function createClaimFormsStore({ pool, clock }: { pool: Pool; clock: Clock }): ClaimForms {
  return {
    async take({ shopId, id, expiresAt }) {
      const now = clock.now();
      const leaseToken = randomUUID();
      await pool.query(FORGET, [shopId, new Date(now)]);
      const { rows } = await pool.query<{ content_hash: Buffer | null; begun_at: Date | null }>(TAKE, [
        shopId,
        id,
        leaseToken,
        new Date(now + LEASE_MS),
        new Date(expiresAt),
        new Date(now),
      ]);
      const [taken] = rows;
      if (taken !== undefined) {
        const { content_hash: contentHash, begun_at: begunAt } = taken;
        const begun = contentHash === null || begunAt === null ? null : { contentHash, at: begunAt.getTime() };
        return { outcome: "taken", use: { shopId, id, leaseToken }, begun };
      }
      const claim = await pool.query<{ claim_id: string | null }>(CLAIM, [shopId, id]);
      const claimId = claim.rows[0]?.claim_id ?? null;
      return claimId === null ? { outcome: "in_use" } : { outcome: "made", claimId };
    },
    async begin({ shopId, id, leaseToken }, contentHash) {
      const { rowCount } = await pool.query(BEGIN, [shopId, id, leaseToken, contentHash, new Date(clock.now())]);
      return rowCount === 1;
    },
    async finish({ shopId, id }, claimId) {
      await pool.query(FINISH, [shopId, id, claimId]);
    },
    async giveBack({ shopId, id, leaseToken }) {
      await pool.query(GIVE_BACK, [shopId, id, leaseToken, new Date(clock.now())]);
    },
  };
}
