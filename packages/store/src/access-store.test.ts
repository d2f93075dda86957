import { shopIdOf } from "@karla/sync/ids";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { FreshDatabase } from "../../../test/setup/fresh-database.ts";
import { migratedDatabase } from "../../../test/setup/migrated-database.ts";
import { quietLog } from "../../../test/setup/quiet-log.ts";
import { createKeyring, sealKeyOf } from "./keyring.ts";
import { openStore } from "./open-store.ts";

const SHOP = shopIdOf("shopware", "a1B2c3");
const OTHER = shopIdOf("shopware", "d4E5f6");
const master = createKeyring({ current: sealKeyOf(Buffer.alloc(32, 1)) });

let database: FreshDatabase;
beforeAll(async () => {
  database = await migratedDatabase();
});
beforeEach(() => database.pool.query("TRUNCATE shop_access, shop, shop_alias"));
afterAll(() => database.drop());

const open = () =>
  openStore({ platform: "shopware", pool: database.pool, master, clock: { now: () => 0 }, log: quietLog });

test("what was agreed on with a shop is read as it was kept, by that shop's name alone", async () => {
  const { access } = open();
  expect(await access.find(SHOP)).toBe(null);
  expect(await access.save(SHOP, { document: { secret: "s3cret" }, readsOrders: false, version: 0 })).toBe(true);
  expect(await open().access.find(SHOP)).toEqual({ document: { secret: "s3cret" }, version: 1 });
  expect(await access.find(OTHER)).toBe(null);
  const { rows } = await database.pool.query<{ sealed: Buffer }>("SELECT sealed FROM shop_access");
  expect(rows.map(({ sealed }) => sealed.includes("s3cret"))).toEqual([false]);
});

test("of several that change it at once one does, and the others are told", async () => {
  const saves = (version: number) =>
    Promise.all(
      ["a", "b", "c"].map((secret) => open().access.save(SHOP, { document: { secret }, readsOrders: true, version })),
    );
  expect((await saves(0)).filter((saved) => saved)).toHaveLength(1);
  expect((await saves(1)).filter((saved) => saved)).toHaveLength(1);
  expect((await open().access.find(SHOP))?.version).toBe(2);
});

test("a value copied from another shop opens nothing", async () => {
  const { access } = open();
  await access.save(SHOP, { document: { secret: "mine" }, readsOrders: true, version: 0 });
  await access.save(OTHER, { document: { secret: "theirs" }, readsOrders: true, version: 0 });
  await database.pool.query("UPDATE shop_access SET sealed = (SELECT sealed FROM shop_access WHERE shop_id = $1)", [
    OTHER,
  ]);
  await expect(access.find(SHOP)).rejects.toThrow();
});

test("the worker reads orders of a Shopware shop from its installation on, and no longer than that", async () => {
  const { access, shops } = open();
  await shops.makeKnown({ platform: "shopware", domain: "a1B2c3" });
  expect((await shops.viewNow(SHOP)).readsOrders).toBe(false);
  await access.save(SHOP, { document: {}, readsOrders: true, version: 0 });
  expect((await shops.viewNow(SHOP)).readsOrders).toBe(true);
  await access.save(SHOP, { document: {}, readsOrders: false, version: 1 });
  expect((await shops.viewNow(SHOP)).readsOrders).toBe(false);
});
