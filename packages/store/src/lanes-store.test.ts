import { randomBytes } from "node:crypto";
import { type Platform, shopIdOf } from "@karla/sync/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { claim, type LanesHarness } from "../../../test/contract/engine/lanes-harness.ts";
import { describeLanes } from "../../../test/contract/engine/lanes-suite.ts";
import { eventFor } from "../../../test/fakes/event-for.ts";
import { pgbouncerUrl } from "../../../test/setup/env.ts";
import type { FreshDatabase } from "../../../test/setup/fresh-database.ts";
import { migratedDatabase } from "../../../test/setup/migrated-database.ts";
import { quietLog } from "../../../test/setup/quiet-log.ts";
import { createKeyring, sealKeyOf } from "./keyring.ts";
import { type Database, openDatabase } from "./open-database.ts";
import { openStore } from "./open-store.ts";
import { PARTITIONED, partitionByShop } from "./partition-by-shop.fixture.ts";

const master = createKeyring({ current: sealKeyOf(randomBytes(32)) });

/** The engine's ports on emptied tables, with a clock that the test moves. */
async function openEmptied({ pool }: Pick<Database, "pool">): Promise<LanesHarness> {
  await pool.query("TRUNCATE inbox_event, lane, outbox, shop_order, delivery, shop, shop_alias");
  let now = Date.UTC(2026, 0, 1);
  const { inbox, lanes } = openStore({ platform: "shopify", pool, master, clock: { now: () => now }, log: quietLog });
  const advance = (ms: number) => {
    now += ms;
  };
  return { inbox, lanes, advance, now: () => now };
}

describe("on one PostgreSQL", () => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await migratedDatabase();
  });
  afterAll(() => database.drop());

  describeLanes("on PostgreSQL", () => openEmptied(database));

  test("each platform's worker gets the lanes of its shops, and what Karla sends goes to the shop's own", async () => {
    await openEmptied(database);
    const now = Date.UTC(2026, 0, 1);
    const open = (platform: Platform) =>
      openStore({ platform, pool: database.pool, master, clock: { now: () => now }, log: quietLog });
    const lanesOf = async (platform: Platform) => {
      const turns = await open(platform).lanes.claim({ limit: 10, leaseMs: 30_000, maxEvents: 10 });
      return turns.map(({ lease }) => lease.laneKey).sort();
    };
    const [shopify, shopware] = [shopIdOf("shopify", "a.myshopify.com"), shopIdOf("shopware", "a1b2c3")];
    await open("shopware").shops.makeKnown({ platform: "shopware", domain: "a1b2c3" });
    await open("shopify").inbox.accept([
      eventFor("1", { shopId: shopify }),
      eventFor("2", { shopId: shopware, source: "shopware" }),
      eventFor("3", { shopId: shopware, source: "karla" }),
    ]);
    expect(await lanesOf("shopware")).toEqual(["2", "3"]);
    expect(await lanesOf("shopify")).toEqual(["1"]);
  });
});

describe("with the engine's tables HASH-partitioned by shop", () => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await migratedDatabase();
    await partitionByShop(database.pool);
  });
  afterAll(() => database.drop());

  describeLanes("on partitioned tables", () => openEmptied(database));

  test("the shops' lanes and events lie in several partitions, and one claim finds them all", async () => {
    const store = await openEmptied(database);
    const shops = Array.from({ length: 20 }, (_, n) => shopIdOf("shopify", `shop-${n}.myshopify.com`));
    await store.inbox.accept(shops.map((shopId) => eventFor("1", { shopId })));
    for (const table of ["inbox_event", "lane"]) {
      const { rows } = await database.pool.query(`SELECT DISTINCT tableoid FROM ${table}`);
      expect(rows.length).toBeGreaterThan(4);
    }
    const turns = await claim(store, 100);
    expect(turns.map((turn) => turn.lease.shopId).sort()).toEqual([...shops].sort());
    expect(turns.every((turn) => turn.events.length === 1)).toBe(true);
  });

  test("all three tables are partitioned", async () => {
    const { rows } = await database.pool.query<{ relname: string }>(
      "SELECT relname FROM pg_class WHERE relkind = 'p' AND relnamespace = 'public'::regnamespace",
    );
    expect(rows.map((row) => row.relname).sort()).toEqual([...PARTITIONED].sort());
  });
});

/** Given one in front of the server of DATABASE_URL. */
describe.skipIf(pgbouncerUrl === undefined)("behind PgBouncer in transaction mode", () => {
  let direct: FreshDatabase;
  let pooled: Database;
  beforeAll(async () => {
    direct = await migratedDatabase();
    const url = new URL(pgbouncerUrl ?? "");
    url.pathname = new URL(direct.url).pathname;
    pooled = await openDatabase({ url: url.href, dataDir: "", poolSize: 10, log: quietLog });
  });
  afterAll(async () => {
    await pooled.close();
    await direct.drop();
  });

  describeLanes("behind PgBouncer", () => openEmptied(pooled));
});
