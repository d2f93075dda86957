import type { ShopId } from "@karla/sync/ids";
import type { PoolClient } from "pg";
import { Erased, lockLanes } from "./erase-lanes.ts";
import { KEPT_TABLES } from "./kept-tables.ts";

/** So many lanes in one transaction. */
const LANES = 500;

/** $1 shop, $2 the lane of the request, which stays. */
const NEXT = "SELECT lane_key FROM lane WHERE shop_id = $1 AND lane_key <> $2 ORDER BY lane_key LIMIT $3";

const PURGE = `
WITH events AS (DELETE FROM inbox_event WHERE shop_id = $1 AND lane_key = ANY($2::text[]) RETURNING 1),
  effects AS (DELETE FROM outbox WHERE shop_id = $1 AND lane_key = ANY($2::text[]) RETURNING 1),
  attempts AS (DELETE FROM delivery WHERE shop_id = $1 AND lane_key = ANY($2::text[]) RETURNING 1),
  orders AS (DELETE FROM shop_order WHERE shop_id = $1 AND order_id = ANY($2::text[]) RETURNING delivered),
  lanes AS (DELETE FROM lane WHERE shop_id = $1 AND lane_key = ANY($2::text[]) RETURNING 1)
SELECT (SELECT count(*) FROM orders)::int AS orders,
  (SELECT count(*) FROM orders WHERE delivered IS NOT NULL)::int AS given_to_core,
  json_build_object('inbox_event', (SELECT count(*) FROM events), 'outbox', (SELECT count(*) FROM effects),
    'delivery', (SELECT count(*) FROM attempts), 'shop_order', (SELECT count(*) FROM orders),
    'lane', (SELECT count(*) FROM lanes)) AS rows`;

/** Deletes the next lanes of a shop that no turn holds, with all that is in them. `left`: how many there were, of which a turn holds `held`. */
export async function purgeLanes(
  client: PoolClient,
  { shopId, request, now }: { shopId: ShopId; request: string; now: Date },
): Promise<Erased & { left: number; held: number }> {
  const next = await client.query<{ lane_key: string }>(NEXT, [shopId, request, LANES]);
  const laneKeys = next.rows.map(({ lane_key }) => lane_key);
  const { free, held } = await lockLanes(client, { shopId, laneKeys, now });
  const { rows } = await client.query(PURGE, [shopId, free]);
  return { ...Erased.parse(rows[0]), left: laneKeys.length, held: held.length };
}

/** What else was to be erased of the shop went with it. */
const SETTLED = `
UPDATE erasure SET finished_at = $3, outcome = 'erased', progress = NULL
WHERE shop_id = $1 AND request <> $2 AND finished_at IS NULL`;

/** Once no lane is left: all that has the shop's name on it, and the key that opens what is in backups. */
export async function purgeRest(
  client: PoolClient,
  { shopId, request, now }: { shopId: ShopId; request: string; now: Date },
): Promise<Record<string, number>> {
  const deleted: Record<string, number> = {};
  // By its domain, and as long as the shop is there that says which.
  const sessions = "DELETE FROM session WHERE shop = (SELECT domain FROM shop WHERE shop_id = $1)";
  deleted.session = (await client.query(sessions, [shopId])).rowCount ?? 0;
  for (const table of shopTables()) {
    const but = BY_LANE.includes(table) ? " AND lane_key <> $2" : "";
    const values = but === "" ? [shopId] : [shopId, request];
    const { rowCount } = await client.query(`DELETE FROM ${table} WHERE shop_id = $1${but}`, values);
    deleted[table] = rowCount ?? 0;
  }
  await client.query(SETTLED, [shopId, request, now]);
  return deleted;
}

/** What a name had of its own, when it was taken for a shop: all but its lanes, what came in them, and whose the name is. */
export async function deleteBooks(client: PoolClient, shopId: ShopId): Promise<void> {
  for (const table of shopTables()) {
    if (!OF_THE_NAME.includes(table)) await client.query(`DELETE FROM ${table} WHERE shop_id = $1`, [shopId]);
  }
}

const OF_THE_NAME = ["inbox_event", "lane", "shop_alias"];

/** Of these the request's own rows stay: the turn that erases is written there. */
const BY_LANE = ["inbox_event", "lane", "outbox", "delivery"];

function shopTables(): string[] {
  return Object.entries(KEPT_TABLES).flatMap(([table, { shop }]) =>
    shop === "deleted" && table !== "session" ? [table] : [],
  );
}
