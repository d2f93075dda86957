import { randomBytes } from "node:crypto";
import type { Pool } from "pg";
import { migratedDatabase } from "../../../test/setup/migrated-database.ts";
import { quietLog } from "../../../test/setup/quiet-log.ts";
import { createKeyring, sealKeyOf } from "./keyring.ts";
import { openStore } from "./open-store.ts";

export type StoreAtATime = Awaited<ReturnType<typeof storeAtATime>>;

/** A store on a database of its own, at a time that the test sets. Each `open` is another process: it remembers nothing. */
export async function storeAtATime() {
  const { pool, drop } = await migratedDatabase();
  const master = createKeyring({ current: sealKeyOf(randomBytes(32)) });
  const at = { now: Date.UTC(2026, 2, 3) };
  const clock = { now: () => at.now };
  return {
    pool,
    drop,
    /** Milliseconds since the epoch. */
    at,
    open: (on: Pool = pool) => openStore({ platform: "shopify", pool: on, master, clock, log: quietLog }),
    /** As if nothing had ever come. */
    empty: () =>
      pool.query("TRUNCATE inbox_event, lane, outbox, shop_order, delivery, shop, shop_alias, breaker, problem"),
  };
}
