import { randomUUID } from "node:crypto";
import type { Platform, ShopId } from "@karla/sync/ids";
import type { ClaimRequest, Lease } from "@karla/sync/lanes";
import type { PoolClient } from "pg";

/** Shops that one claim looks at; the next claim goes on behind the last of them. */
const SHOPS_PER_CLAIM = 64;
const FIRST_SHOP = "00000000-0000-0000-0000-000000000000";

/** A turn that begins now sees what the lane was woken for. */
const KNOWN_OF = (now: string) => `woken_at = CASE WHEN l.woken_at > ${now} THEN l.woken_at END`;

/**
 * Leases due lanes of one platform's shops. `shops` walks from shop to shop by index, `candidates` takes the oldest lanes of each and deals them out
 * in rounds (every shop's first lane before any shop's second), so that a storm of one shop does not make another wait.
 */
const CLAIM = `
WITH RECURSIVE shops(shop_id, n) AS (
  (SELECT shop_id, 1 FROM lane WHERE platform = $6 AND due_at IS NOT NULL AND shop_id > $1::uuid ORDER BY shop_id LIMIT 1)
  UNION ALL
  SELECT (SELECT l.shop_id FROM lane l WHERE l.platform = $6 AND l.due_at IS NOT NULL AND l.shop_id > s.shop_id ORDER BY l.shop_id LIMIT 1), s.n + 1
  FROM shops s WHERE s.shop_id IS NOT NULL AND s.n < ${SHOPS_PER_CLAIM}
), candidates AS (
  SELECT s.shop_id, d.lane_key, d.turn FROM shops s CROSS JOIN LATERAL (
    SELECT o.lane_key, row_number() OVER (ORDER BY o.due_at) AS turn FROM (
      SELECT l.lane_key, l.due_at FROM lane l
      WHERE l.platform = $6 AND l.shop_id = s.shop_id AND l.due_at <= $2 AND (l.leased_until IS NULL OR l.leased_until <= $2)
      ORDER BY l.due_at LIMIT $3
    ) o
  ) d
  WHERE s.shop_id IS NOT NULL ORDER BY d.turn, s.shop_id LIMIT $3 * 2
), free AS (
  SELECT l.shop_id, l.lane_key, l.leased_until, l.leased_events
  FROM lane l JOIN candidates c USING (shop_id, lane_key)
  WHERE l.due_at <= $2 AND (l.leased_until IS NULL OR l.leased_until <= $2)
  ORDER BY c.turn LIMIT $3 FOR UPDATE OF l SKIP LOCKED
), leased AS (
  UPDATE lane l SET lease_token = $4, leased_until = $5, ${KNOWN_OF("$2")}
  FROM free f WHERE l.shop_id = f.shop_id AND l.lane_key = f.lane_key
  RETURNING l.shop_id, l.lane_key, l.arrivals, l.resend_arrival IS NOT NULL AS resend, f.leased_until AS died_at, f.leased_events
)
SELECT w.last_shop, leased.* FROM (SELECT max(shop_id::text) AS last_shop FROM shops WHERE n = ${SHOPS_PER_CLAIM}) w
LEFT JOIN leased ON true`;

/** $1 shop, $2 lanes, $3 now, $4 token, $5 until. */
const TAKE = `
WITH free AS (
  SELECT shop_id, lane_key, leased_until, leased_events FROM lane
  WHERE shop_id = $1::uuid AND lane_key = ANY($2::text[]) AND (leased_until IS NULL OR leased_until <= $3)
  ORDER BY lane_key FOR UPDATE SKIP LOCKED
)
UPDATE lane l SET lease_token = $4, leased_until = $5, ${KNOWN_OF("$3")}
FROM free f WHERE l.shop_id = f.shop_id AND l.lane_key = f.lane_key
RETURNING l.shop_id, l.lane_key, l.arrivals, l.resend_arrival IS NOT NULL AS resend, f.leased_until AS died_at, f.leased_events`;

export interface ClaimedLane {
  shop_id: string;
  lane_key: string;
  arrivals: string;
  /** A late call was reported: what the core holds is not known. */
  resend: boolean;
  /** When the lease ended that nobody gave back: the process that held it died. */
  died_at: Date | null;
  /** How many events it held. */
  leased_events: number;
}

export interface Claimed {
  lanes: ClaimedLane[];
  token: string;
  until: Date;
}

type LeasedRow = ClaimedLane & { last_shop: string | null };

/** The walk always gives one row; without a leased lane its columns are null. */
function isLeased(row: { shop_id: string | null }): row is LeasedRow {
  return row.shop_id !== null;
}

/** Remembers, for one worker, behind which shop the next claim goes on. */
export function createClaim(
  platform: Platform,
): (client: PoolClient, request: ClaimRequest, now: number) => Promise<Claimed> {
  let cursor = FIRST_SHOP;
  async function from(start: string, client: PoolClient, request: ClaimRequest, now: number): Promise<Claimed> {
    const token = randomUUID();
    const until = new Date(now + request.leaseMs);
    const result = await client.query<LeasedRow>({
      name: "lane-claim",
      text: CLAIM,
      values: [start, new Date(now), request.limit, token, until, platform],
    });
    // Null when the walk saw every shop to the end: the next claim starts from the first one.
    cursor = result.rows[0]?.last_shop ?? FIRST_SHOP;
    return { lanes: result.rows.filter(isLeased), token, until };
  }
  return async (client, request, now) => {
    const started = cursor;
    const claimed = await from(started, client, request, now);
    if (claimed.lanes.length > 0 || started === FIRST_SHOP) return claimed;
    return from(FIRST_SHOP, client, request, now);
  };
}

/** A claimed lane as the turn that runs it has it. */
export function leaseOf(lane: ClaimedLane, { token, until }: Pick<Claimed, "token" | "until">): Lease {
  const { lane_key: laneKey, arrivals } = lane;
  return { shopId: lane.shop_id as ShopId, laneKey, token, until: until.getTime(), arrivals: BigInt(arrivals) };
}

/** Leases just these lanes of a shop, due or not, as far as nobody holds them. */
export async function takeLanes(
  client: PoolClient,
  wanted: { shopId: ShopId; laneKeys: readonly string[]; now: number; until: number },
): Promise<Claimed> {
  const token = randomUUID();
  const until = new Date(wanted.until);
  const { rows } = await client.query<ClaimedLane>({
    name: "lane-take",
    text: TAKE,
    values: [wanted.shopId, wanted.laneKeys, new Date(wanted.now), token, until],
  });
  return { lanes: rows, token, until };
}
