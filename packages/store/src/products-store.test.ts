import { randomBytes } from "node:crypto";
import { shopIdOf } from "@karla/sync/ids";
import { productLane } from "@karla/sync/product-lane";
import { SETTINGS_ON } from "@karla/sync/settings";
import { untried } from "@karla/sync/try-effect";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { FreshDatabase } from "../../../test/setup/fresh-database.ts";
import { migratedDatabase } from "../../../test/setup/migrated-database.ts";
import { quietLog } from "../../../test/setup/quiet-log.ts";
import { createKeyring, sealKeyOf } from "./keyring.ts";
import { openStore, type Store } from "./open-store.ts";

const DOMAIN = "dirYTogwnp8ehbPF";
const SHOP = shopIdOf("shopware", DOMAIN);
const REQUEST = { limit: 10, leaseMs: 30_000, maxEvents: 10 };
const MINUTE = 60_000;
const connection = { slug: "shop", username: "user", key: "key" };
const settings = SETTINGS_ON.shopware.parse({ syncProducts: true });
const master = createKeyring({ current: sealKeyOf(randomBytes(32)) });

let database: FreshDatabase;
let now = Date.UTC(2026, 2, 3);
const open = (): Store =>
  openStore({ platform: "shopware", pool: database.pool, master, clock: { now: () => now }, log: quietLog });

beforeAll(async () => {
  database = await migratedDatabase();
});
beforeEach(() => database.pool.query("TRUNCATE lane, outbox, delivery, shop, given_variant, product_walk"));
afterAll(() => database.drop());

const lanesOf = (turns: { lease: { laneKey: string } }[]) => turns.map(({ lease }) => lease.laneKey).sort();

describe("products that are owed", () => {
  beforeEach(() => open().shops.makeKnown({ platform: "shopware", domain: DOMAIN }));

  test("each have a lane, due when it is said, and are taken before that by whoever owes them", async () => {
    const { products, lanes } = open();
    await products.owe(SHOP, ["1", "2", "1"], now, now + 30_000);
    expect(await lanes.claim(REQUEST)).toEqual([]);
    const taken = await lanes.take(SHOP, [productLane("2")], REQUEST);
    expect(taken).toMatchObject([{ outbox: [{ effect: "sync_product", state: "pending", dueAt: now }] }]);
    now += 30_000;
    // The other lease has run out by now.
    expect(lanesOf(await lanes.claim(REQUEST))).toEqual(["product/1", "product/2"]);
  });

  test("while one of them is being given to the core are owed once more: that turn settles what it began with alone", async () => {
    const { products, lanes } = open();
    await products.owe(SHOP, ["1"], now);
    const [turn] = await lanes.claim(REQUEST);
    const [item] = turn?.outbox ?? [];
    if (turn === undefined || item === undefined) throw new Error("no lane was due");
    await lanes.begin(turn.lease, [item], 0);
    await products.owe(SHOP, ["1"], now + 2_000);
    const effects = [{ ...untried(item, now), state: "delivered" as const, tried: true }];
    await lanes.settle(turn.lease, { effects, order: null }, null);
    now += 2_000;
    const [again] = await lanes.claim(REQUEST);
    expect(again?.outbox).toMatchObject([{ state: "pending", started: 0, finished: 0, version: item.version + 1 }]);
  });
});

test("what the core was given is found by product, by variant and in pages, and forgotten by the place", async () => {
  const { books } = open().products;
  const at = (slug: string, variantId: string, hash: string | null = "a") => ({ slug, variantId, hash });
  await books.keep(SHOP, "1", [at("shop", "11", null), at("trade", "11")]);
  await books.keep(SHOP, "1", [at("shop", "11"), at("shop", "12")]);
  await books.keep(SHOP, "2", [at("shop", "2")]);
  expect(await books.of(SHOP, "1")).toEqual([at("shop", "11"), at("shop", "12"), at("trade", "11")]);
  expect([await books.productOf(SHOP, "12"), await books.productOf(SHOP, "2")]).toEqual(["1", null]);
  expect([await books.list(SHOP, null, 1), await books.list(SHOP, "1", 5)]).toEqual([["1"], ["2"]]);
  await books.doubt(SHOP);
  await books.forget(SHOP, "1", "shop");
  expect(await books.of(SHOP, "1")).toEqual([at("trade", "11", null)]);
});

describe("all of the catalogue", () => {
  const asked = async () => (await open().products.walks.latest(SHOP))?.askedAt;
  const owed = async () => {
    now += 2_000;
    return lanesOf(await open().lanes.claim(REQUEST));
  };
  const save = async (syncProducts: boolean) => {
    const { shops } = open();
    const stored = await shops.settingsOf(SHOP);
    expect(await shops.saveSettings(SHOP, { ...stored.settings, syncProducts }, stored.revision)).toBe(true);
  };

  test("is gone through when the sync is switched on, once every worker knows, and not again when more is saved", async () => {
    const { shops } = open();
    await shops.connect({ platform: "shopware", domain: DOMAIN, connection });
    await save(false);
    expect(await owed()).toEqual([]);
    await save(true);
    const at = new Date(now + 2_000).toISOString();
    await save(true);
    expect(await asked()).toBe(at);
    expect(await owed()).toEqual(["products"]);
  });

  test("is gone through when a shop that syncs products is connected, and again where it is connected to another slug", async () => {
    const { shops } = open();
    await shops.connect({ platform: "shopware", domain: DOMAIN, connection, settings });
    const first = await asked();
    now += MINUTE;
    await shops.connect({ platform: "shopware", domain: DOMAIN, connection });
    expect(await asked()).toBe(first);
    await shops.connect({ platform: "shopware", domain: DOMAIN, connection: { ...connection, slug: "other" } });
    expect(Date.parse((await asked()) ?? "")).toBe(now + 2_000);
  });

  test("is gone through again where a sales channel goes to another place, and not where anything else is saved", async () => {
    const { shops } = open();
    await shops.connect({ platform: "shopware", domain: DOMAIN, connection, settings });
    const first = await asked();
    now += 10 * MINUTE;
    const change = async (changes: Partial<typeof settings>) => {
      const stored = await shops.settingsOf(SHOP);
      await shops.saveSettings(SHOP, { ...stored.settings, ...changes }, stored.revision);
      return asked();
    };
    expect(await change({ sendOrderCancelled: true })).toBe(first);
    expect(await change({ slugBySalesChannel: { b2b: "trade" } })).not.toBe(first);
  });

  test("is gone through no sooner than five minutes after the last time, and a step that is kept does not undo that", async () => {
    const { shops, products } = open();
    await shops.connect({ platform: "shopware", domain: DOMAIN, connection, settings });
    now += 2_000;
    const startedAt = new Date(now).toISOString();
    const walk = { startedAt, phase: "shop" as const, after: "50", done: 50, finishedAt: null };
    await products.walks.keep(SHOP, { ...walk, askedAt: startedAt });
    await save(false);
    now += MINUTE;
    await save(true);
    await products.walks.keep(SHOP, { ...walk, after: "100", done: 100, askedAt: startedAt });
    expect(await products.walks.latest(SHOP)).toEqual({
      ...walk,
      after: "100",
      done: 100,
      askedAt: new Date(Date.parse(startedAt) + 5 * MINUTE).toISOString(),
    });
  });
});
