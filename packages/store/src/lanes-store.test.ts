import { randomBytes } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import { describeLanes } from "../../../test/contract/engine/lanes-suite.ts";
import type { FreshDatabase } from "../../../test/setup/fresh-database.ts";
import { migratedDatabase } from "../../../test/setup/migrated-database.ts";
import { quietLog } from "../../../test/setup/quiet-log.ts";
import { createKeyring, sealKeyOf } from "./keyring.ts";
import { openStore } from "./open-store.ts";

let database: FreshDatabase;

beforeAll(async () => {
  database = await migratedDatabase();
});
afterAll(() => database.drop());

describeLanes("on PostgreSQL", async () => {
  await database.pool.query("TRUNCATE inbox_event, lane, outbox, shop_order, delivery, shop, shop_alias");
  let now = Date.UTC(2026, 0, 1);
  const clock = { now: () => now };
  const master = createKeyring({ current: sealKeyOf(randomBytes(32)) });
  const { inbox, lanes } = openStore({ pool: database.pool, master, clock, log: quietLog });
  const advance = (ms: number) => {
    now += ms;
  };
  return { inbox, lanes, advance, now: () => now };
});
