import type { ShopId } from "@karla/sync/ids";
import type { PoolClient } from "pg";

/** One of the platform's shops, and under which names it was met. */
export interface NamedShop {
  /** The platform's own id of the shop. */
  platformId: string;
  /** The name that it has now. */
  domain: string;
  /** Of all its names that are known, the one it has now first. */
  ids: readonly [ShopId, ...ShopId[]];
}

export type Joined =
  /** `erased`: names that became the tenant's now, under which something was erased. */
  | { outcome: "joined"; shopId: ShopId; erased: boolean }
  /** None of the names has a shop yet. */
  | { outcome: "unknown" }
  /** One of the names is another of the platform's shops: nothing changes. */
  | { outcome: "another_shop" };

/** Two processes that meet a shop under two names at once settle that one after the other. */
const ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";

/** $1 the platform's id, $2 names. Who has the connection and the history comes first. */
const SHOPS = `
SELECT shop_id, domain, platform_id, connection IS NOT NULL AS connected, access_ended_at FROM shop
WHERE platform_id = $1 OR shop_id = ANY($2::uuid[])
  OR shop_id IN (SELECT a.shop_id FROM shop_alias a WHERE a.alias_id = ANY($2::uuid[]))
ORDER BY connection IS NULL, created_at, shop_id FOR UPDATE`;

/** $1 tenant, $2 names and shops that become his. */
const NAME = `
WITH former AS (UPDATE shop_alias SET shop_id = $1 WHERE shop_id = ANY($2::uuid[]) AND NOT alias_id = ANY($2::uuid[]))
INSERT INTO shop_alias (alias_id, shop_id) SELECT unnest($2::uuid[]), $1::uuid
ON CONFLICT (alias_id) DO UPDATE SET shop_id = excluded.shop_id`;

/** $1 tenant, $2 the platform's id, $3 domain, $4 when access to one of them ended last. */
const KEEP = `
UPDATE shop SET platform_id = $2, domain = $3, access_ended_at = greatest(access_ended_at, $4::timestamptz) WHERE shop_id = $1`;

const FORGET_SESSIONS = "DELETE FROM session WHERE shop = ANY($1::text[]) AND shop <> $2";

/**
 * $1 tenant, $2 now, $3 connected shops. What lies in the lanes of his other names is to be brought over. A turn that is under way there
 * can write nothing any more; where it may be asking the core, its lease is waited for.
 */
const WAKE = `
WITH theirs AS (
  SELECT l.shop_id, l.lane_key FROM lane l JOIN shop_alias a ON a.alias_id = l.shop_id
  WHERE a.shop_id = $1 AND a.alias_id <> $1 ORDER BY l.shop_id, l.lane_key FOR UPDATE OF l
)
UPDATE lane l SET due_at = $2, arrivals = l.arrivals + 1,
  lease_token = CASE WHEN l.shop_id = ANY($3::uuid[]) THEN l.lease_token END,
  leased_until = CASE WHEN l.shop_id = ANY($3::uuid[]) THEN l.leased_until END
FROM theirs t WHERE l.shop_id = t.shop_id AND l.lane_key = t.lane_key`;

const ERASED = "SELECT FROM tombstone WHERE shop_id = ANY($1::uuid[]) AND kind <> 'shop' LIMIT 1";

interface ShopRow {
  shop_id: ShopId;
  domain: string | null;
  platform_id: string | null;
  connected: boolean;
  access_ended_at: Date | null;
}

/** Makes one tenant of all shops that one of the platform's shops was met as. To be called in a transaction. */
export async function joinShops(client: PoolClient, shop: NamedShop, now: Date): Promise<Joined> {
  const { platformId, domain, ids } = shop;
  await client.query(ONE_AT_A_TIME, [platformId]);
  const { rows } = await client.query<ShopRow>(SHOPS, [platformId, ids]);
  if (rows.some(({ platform_id }) => platform_id !== null && platform_id !== platformId)) {
    return { outcome: "another_shop" };
  }
  const [tenant, ...others] = rows;
  if (tenant === undefined) return { outcome: "unknown" };
  const shopId = tenant.shop_id;
  const names = [...new Set([...ids, ...others.map(({ shop_id }) => shop_id)])];
  await client.query(NAME, [shopId, names]);
  const ended = others.flatMap(({ access_ended_at }) => access_ended_at?.getTime() ?? []);
  const endedAt = ended.length === 0 ? null : new Date(Math.max(...ended));
  await client.query(KEEP, [shopId, platformId, domain, endedAt]);
  await client.query(FORGET_SESSIONS, [rows.flatMap((row) => row.domain ?? []), domain]);
  const connected = others.filter((row) => row.connected).map(({ shop_id }) => shop_id);
  await client.query(WAKE, [shopId, now, connected]);
  const joined = others.map(({ shop_id }) => shop_id);
  return { outcome: "joined", shopId, erased: (await client.query(ERASED, [joined])).rowCount === 1 };
}
