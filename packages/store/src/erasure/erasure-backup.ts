import type { Platform, ShopId } from "@karla/sync/ids";
import type { Pool, PoolClient } from "pg";
import { z } from "zod";
import { inTransaction } from "../in-transaction.ts";

const Instant = z.iso.datetime();
const Tombstone = z.object({
  shopId: z.uuid(),
  kind: z.enum(["order", "customer", "shop"]),
  /** Base64. */
  mark: z.base64(),
  keyId: z.string(),
  erasedAt: Instant,
});
const Receipt = z.object({
  shopId: z.uuid(),
  request: z.string(),
  kind: z.string(),
  askedBy: z.string(),
  askedAt: Instant,
  startedAt: Instant,
  finishedAt: Instant,
  outcome: z.string(),
  orders: z.number().int(),
  givenToCore: z.number().int(),
  /** JSON */
  rows: z.string(),
});

/** What a backup that is put back does not know: tombstones and receipts of all shops. It names nobody. */
export const ErasureBackup = z.object({ tombstones: z.array(Tombstone), receipts: z.array(Receipt) });
export type ErasureBackup = z.infer<typeof ErasureBackup>;

/** A shop of which something has to be erased once more. */
export interface Restored {
  shopId: ShopId;
  platform: Platform;
  /** All of it: it is there from before it was erased. */
  isWhole: boolean;
}

export interface ErasureBackups {
  read(): Promise<ErasureBackup>;
  /** Puts in what is missing, and says of which shops that are there something was. */
  restore(backup: ErasureBackup): Promise<Restored[]>;
}

const iso = (column: string, name: string) =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "${name}"`;

const TOMBSTONES = `
SELECT shop_id AS "shopId", kind, translate(encode(mark, 'base64'), E'\\n', '') AS mark, key_id AS "keyId", ${iso("erased_at", "erasedAt")}
FROM tombstone ORDER BY shop_id, kind, mark`;

const RECEIPTS = `
SELECT shop_id AS "shopId", request, kind, asked_by AS "askedBy", ${iso("asked_at", "askedAt")}, ${iso("started_at", "startedAt")},
  ${iso("finished_at", "finishedAt")}, outcome, orders, given_to_core AS "givenToCore", rows
FROM erasure WHERE finished_at IS NOT NULL ORDER BY asked_at`;

const PUT_TOMBSTONES = `
INSERT INTO tombstone (shop_id, kind, mark, key_id, erased_at)
SELECT t.shop_id, t.kind, decode(t.mark, 'base64'), t.key_id, t.erased_at
FROM jsonb_to_recordset($1::jsonb) AS t(shop_id uuid, kind text, mark text, key_id text, erased_at timestamptz)
ON CONFLICT DO NOTHING RETURNING shop_id, kind, erased_at`;

/** One that was under way when the backup was made goes on, and ends as it did. */
const PUT_RECEIPTS = `
INSERT INTO erasure (shop_id, request, kind, asked_by, asked_at, started_at, finished_at, outcome, orders, given_to_core, rows)
SELECT * FROM jsonb_to_recordset($1::jsonb) AS t(shop_id uuid, request text, kind text, asked_by text, asked_at timestamptz,
  started_at timestamptz, finished_at timestamptz, outcome text, orders int, given_to_core int, rows text)
ON CONFLICT DO NOTHING`;

const SHOPS = `
SELECT shop_id AS "shopId", platform, created_at AS "createdAt" FROM shop
WHERE (shop_id = ANY($1::uuid[]) OR shop_id IN (SELECT a.shop_id FROM shop_alias a WHERE a.alias_id = ANY($1::uuid[])))
  AND platform IN ('shopify', 'shopware') ORDER BY shop_id`;

interface Put {
  shop_id: string;
  kind: string;
  erased_at: Date;
}

export function createErasureBackups({ pool }: { pool: Pool }): ErasureBackups {
  return {
    read: async () =>
      ErasureBackup.parse({
        tombstones: (await pool.query(TOMBSTONES)).rows,
        receipts: (await pool.query(RECEIPTS)).rows,
      }),
    restore: ({ tombstones, receipts }) =>
      inTransaction(pool, async (client) => {
        const { rows: put } = await client.query<Put>(PUT_TOMBSTONES, [columnsOf(tombstones)]);
        await client.query(PUT_RECEIPTS, [columnsOf(receipts)]);
        return restoredBy(client, put);
      }),
  };
}

async function restoredBy(client: PoolClient, put: readonly Put[]): Promise<Restored[]> {
  const ids = [...new Set(put.map(({ shop_id }) => shop_id))];
  const { rows } = await client.query<Omit<Restored, "isWhole"> & { createdAt: Date }>(SHOPS, [ids]);
  return rows.map(({ createdAt, ...shop }) => ({
    ...shop,
    isWhole: put.some(
      ({ shop_id, kind, erased_at }) => shop_id === shop.shopId && kind === "shop" && createdAt < erased_at,
    ),
  }));
}

/** As the database names them. */
function columnsOf(records: readonly object[]): string {
  const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return JSON.stringify(
    records.map((record) => Object.fromEntries(Object.entries(record).map(([name, value]) => [snake(name), value]))),
  );
}
