import { createHmac } from "node:crypto";
import type { Clock } from "@karla/sync/clock";
import type { Concerned } from "@karla/sync/erasures";
import type { ShopId } from "@karla/sync/ids";
import type { Pool, PoolClient } from "pg";
import { derivedKeyring } from "../derived-keyring.ts";
import type { Keyring, SealKey } from "../keyring.ts";

type Kind = "order" | "customer" | "shop";

export interface Tombstones {
  /** Whether one of these has a tombstone. One that another process made is seen after `seenWithinMs`. */
  isErased(shopId: ShopId, concerned: Concerned): Promise<boolean>;
  /** Makes those that are not there. */
  make(on: Pool | PoolClient, shopId: ShopId, kind: Kind, ids: readonly string[]): Promise<void>;
}

/**
 * Keys that marks of the shop were made with, under this and its other names: none where nothing was erased, which is nearly
 * always.
 */
const KEYS = `
SELECT DISTINCT shop_id, key_id FROM tombstone
WHERE shop_id = $1 OR shop_id IN (SELECT alias_id FROM shop_alias WHERE shop_id = $1)`;

const FIND = "SELECT FROM tombstone WHERE shop_id = ANY($1::uuid[]) AND kind = $2 AND mark = ANY($3::bytea[]) LIMIT 1";

const MAKE = `
INSERT INTO tombstone (shop_id, kind, mark, key_id, erased_at) SELECT $1, $2, unnest($3::bytea[]), $4, $5
ON CONFLICT DO NOTHING`;

interface MadeWith {
  shop_id: ShopId;
  key_id: string;
}

export function createTombstones(deps: {
  pool: Pool;
  master: Keyring;
  clock: Clock;
  seenWithinMs: number;
}): Tombstones {
  const { pool, master, clock, seenWithinMs } = deps;
  const cache = new Map<ShopId, { until: number; keys: Promise<MadeWith[]> }>();

  function keysOf(shopId: ShopId): Promise<MadeWith[]> {
    const cached = cache.get(shopId);
    if (cached && cached.until > clock.now()) return cached.keys;
    const keys = pool
      .query<MadeWith>({ name: "tombstone-keys", text: KEYS, values: [shopId] })
      .then(({ rows }) => rows);
    cache.set(shopId, { until: clock.now() + seenWithinMs, keys });
    keys.catch(() => cache.delete(shopId));
    return keys;
  }

  return {
    async isErased(shopId, { orderIds, customerIds }) {
      const made = await keysOf(shopId);
      if (made.length === 0) return false;
      const names = [...new Set(made.map(({ shop_id }) => shop_id))];
      const keyrings = new Map(names.map((name) => [name, derivedKeyring(master, "tombstone", name)]));
      for (const [kind, ids] of [["order", orderIds] as const, ["customer", customerIds] as const]) {
        if (ids.length === 0) continue;
        const marks = made.flatMap(({ shop_id, key_id }) => {
          const key = keyrings.get(shop_id)?.find(key_id) ?? null;
          // Without it nobody knows what was erased: nothing may be sent.
          if (key === null) throw new Error(`The master key ${key_id} is needed to know what was erased.`);
          return ids.map((id) => markOf(key, kind, id));
        });
        const { rowCount } = await pool.query({ name: "tombstone-find", text: FIND, values: [names, kind, marks] });
        if (rowCount === 1) return true;
      }
      return false;
    },
    async make(on, shopId, kind, ids) {
      if (ids.length === 0) return;
      const key = derivedKeyring(master, "tombstone", shopId).current;
      const marks = ids.map((id) => markOf(key, kind, id));
      await on.query(MAKE, [shopId, kind, marks, key.id, new Date(clock.now())]);
      cache.delete(shopId);
    },
  };
}

/** The kind is part of it: no order's mark is a customer's. */
function markOf({ key }: SealKey, kind: Kind, id: string): Buffer {
  return createHmac("sha256", key).update(`${kind}:${id}`).digest();
}
