import type { ErasureOutcome, ErasureProgress, OpenErasure } from "@karla/sync/erasures";
import type { ShopId } from "@karla/sync/ids";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { Erased } from "./erase-lanes.ts";

const Progress = z.object({ phase: z.enum(["named", "books", "inbox"]), after: z.string().nullable() });
const Rows = z.record(z.string(), z.number());

/** The request came when its event did. */
const OPEN = `
INSERT INTO erasure (shop_id, request, kind, asked_by, asked_at, started_at, progress)
SELECT $1, $2, $3, $4, coalesce((SELECT min(received_at) FROM inbox_event WHERE shop_id = $1 AND lane_key = $2), $5), $5, $6
ON CONFLICT DO NOTHING`;

const FIND =
  "SELECT started_at, finished_at, rows, progress FROM erasure WHERE shop_id = $1 AND request = $2 FOR UPDATE";

const UNDER_WAY = `
SELECT request FROM erasure WHERE shop_id = $1 AND kind <> 'shop' AND finished_at IS NULL ORDER BY asked_at LIMIT 1`;

const ADD = `
UPDATE erasure SET orders = orders + $3, given_to_core = given_to_core + $4, rows = $5, progress = coalesce($6, progress)
WHERE shop_id = $1 AND request = $2`;

const CLOSE = `
WITH stripped AS (
  UPDATE inbox_event SET body = NULL, headers = '{}' WHERE shop_id = $1 AND lane_key = $2
)
UPDATE erasure SET finished_at = $4, outcome = $3, progress = NULL WHERE shop_id = $1 AND request = $2`;

interface Row {
  started_at: Date;
  finished_at: Date | null;
  rows: string;
  progress: string | null;
}

interface Asked {
  shopId: ShopId;
  request: string;
  kind: string;
  askedBy: string;
  now: Date;
}

/** Null where it is finished. */
export async function openReceipt(
  client: PoolClient,
  { shopId, request, kind, askedBy, now }: Asked,
): Promise<OpenErasure | null> {
  const first: ErasureProgress = { phase: "named", after: null };
  await client.query(OPEN, [shopId, request, kind, askedBy, now, JSON.stringify(first)]);
  const row = await find(client, { shopId, request });
  if (row.finished_at !== null) return null;
  const progress = Progress.parse(JSON.parse(row.progress ?? "null"));
  return { shopId, request, startedAt: row.started_at.getTime(), progress };
}

/** The request for which a turn erases what it finds: while one is under way, turns are as quick as it is. */
export async function receiptUnderWay(client: PoolClient, shopId: ShopId): Promise<string | null> {
  const { rows } = await client.query<{ request: string }>(UNDER_WAY, [shopId]);
  return rows[0]?.request ?? null;
}

/** Adds what was erased in the same transaction. `progress` of null goes on where it was. */
export async function addToReceipt(
  client: PoolClient,
  { shopId, request }: Pick<OpenErasure, "shopId" | "request">,
  erased: readonly Erased[],
  progress: ErasureProgress | null,
): Promise<void> {
  const rows = Rows.parse(JSON.parse((await find(client, { shopId, request })).rows));
  for (const [table, count] of erased.flatMap((part) => Object.entries(part.rows))) {
    if (count > 0) rows[table] = (rows[table] ?? 0) + count;
  }
  const orders = erased.reduce((sum, part) => sum + part.orders, 0);
  const given = erased.reduce((sum, part) => sum + part.given_to_core, 0);
  const place = progress === null ? null : JSON.stringify(progress);
  await client.query(ADD, [shopId, request, orders, given, JSON.stringify(rows), place]);
}

export async function closeReceipt(
  client: PoolClient,
  { shopId, request }: OpenErasure,
  outcome: ErasureOutcome,
  now: Date,
): Promise<void> {
  await client.query(CLOSE, [shopId, request, outcome, now]);
}

async function find(client: PoolClient, { shopId, request }: Pick<OpenErasure, "shopId" | "request">): Promise<Row> {
  const { rows } = await client.query<Row>(FIND, [shopId, request]);
  const [row] = rows;
  if (row === undefined) throw new Error("an erasure without its receipt");
  return row;
}
