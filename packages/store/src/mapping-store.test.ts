import { type ShopId, shopIdOf } from "@karla/sync/ids";
import { EMPTY_MAPPING, MappingDocument } from "@karla/sync/mapping";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { FreshDatabase } from "../../../test/setup/fresh-database.ts";
import { migratedDatabase } from "../../../test/setup/migrated-database.ts";
import { quietLog } from "../../../test/setup/quiet-log.ts";
import { createKeyring, sealKeyOf } from "./keyring.ts";
import { openStore } from "./open-store.ts";

const SHOP = shopIdOf("shopify", "a.myshopify.com");
const OTHER = shopIdOf("shopify", "b.myshopify.com");
const master = createKeyring({ current: sealKeyOf(Buffer.alloc(32, 1)) });

let database: FreshDatabase;
let now = Date.UTC(2026, 2, 3);

beforeAll(async () => {
  database = await migratedDatabase();
});
beforeEach(async () => {
  await database.pool.query("TRUNCATE mapping_draft, mapping_version, mapping_change, shop, lane, outbox, problem");
  await open().shops.makeKnown({ platform: "shopify", domain: "a.myshopify.com" });
  await open().shops.makeKnown({ platform: "shopify", domain: "b.myshopify.com" });
});
afterAll(() => database.drop());

const open = () =>
  openStore({ platform: "shopify", pool: database.pool, master, clock: { now: () => now }, log: quietLog });

function named(name: string): MappingDocument {
  const target = { path: "order.order_analytics.note_attributes", name };
  const source = { from: "note_attribute", name };
  return MappingDocument.parse({
    schemaVersion: 1,
    rules: [{ id: "it", label: name, enabled: true, source, transforms: [], target }],
  });
}

describe("a shop's mapping", () => {
  test("is empty before the first save, and nothing is published by saving", async () => {
    const { mappings } = open();
    expect(await mappings.draft(SHOP)).toEqual({
      document: EMPTY_MAPPING,
      revision: 0,
      basedOn: null,
      savedAt: null,
      savedBy: null,
    });
    expect(await mappings.save(SHOP, { document: named("a"), revision: 0, by: "user:1" })).toEqual({
      outcome: "saved",
      revision: 1,
    });
    expect(await mappings.draft(SHOP)).toMatchObject({ document: named("a"), revision: 1, savedBy: "user:1" });
    expect(await mappings.published(SHOP)).toBe(null);
  });

  test("saved in two tabs keeps the first, and tells the second what came in between", async () => {
    const saves = await Promise.all(
      ["a", "b", "c"].map((name) => open().mappings.save(SHOP, { document: named(name), revision: 0, by: name })),
    );
    expect(saves.map(({ outcome }) => outcome).sort()).toEqual(["saved", "stale", "stale"]);
    expect(saves).toContainEqual({ outcome: "stale", revision: 1 });
    const { document, savedBy } = await open().mappings.draft(SHOP);
    expect(document).toEqual(named(savedBy ?? ""));
  });

  test("published is a version that nothing changes any more, and what the worker sees of the shop", async () => {
    const { mappings, shops } = open();
    await mappings.save(SHOP, { document: named("a"), revision: 0, by: "user:1" });
    expect(await mappings.publish(SHOP, { revision: 0, by: "user:1" })).toEqual({ outcome: "stale", revision: 1 });
    expect(await mappings.publish(SHOP, { revision: 1, by: "user:1" })).toEqual({ outcome: "published", version: 1 });
    await mappings.save(SHOP, { document: named("b"), revision: 1, by: "user:2" });
    expect(await mappings.draft(SHOP)).toMatchObject({ revision: 2, basedOn: 1 });
    expect((await shops.view(SHOP, "shopify")).mapping).toEqual({ version: 1, document: named("a") });
    await mappings.publish(SHOP, { revision: 2, by: "user:2" });
    expect((await open().shops.view(SHOP, "shopify")).mapping).toEqual({ version: 2, document: named("b") });
    expect(await mappings.version(SHOP, 1)).toEqual({ version: 1, document: named("a") });
  });

  test("put back is a new version with the old document; one that never was changes nothing", async () => {
    const { mappings } = open();
    await mappings.save(SHOP, { document: named("a"), revision: 0, by: "user:1" });
    await mappings.publish(SHOP, { revision: 1, by: "user:1" });
    await mappings.save(SHOP, { document: named("b"), revision: 1, by: "user:1" });
    await mappings.publish(SHOP, { revision: 2, by: "user:1" });
    expect(await mappings.restore(SHOP, 7, "user:2")).toBe(null);
    now += 1_000;
    expect(await mappings.restore(SHOP, 1, "user:2")).toEqual({ outcome: "published", version: 3 });
    expect(await mappings.draft(SHOP)).toMatchObject({ document: named("a"), revision: 3, basedOn: 3 });
    expect((await mappings.versions(SHOP)).map(({ version, restored }) => [version, restored])).toEqual([
      [3, 1],
      [2, null],
      [1, null],
    ]);
    expect((await mappings.changes(SHOP))[0]).toMatchObject({ by: "user:2", action: "restored", number: 3 });
    expect(await mappings.changes(SHOP)).toHaveLength(5);
  });

  test("is its own: another shop's versions are none of it", async () => {
    const { mappings } = open();
    await mappings.save(SHOP, { document: named("a"), revision: 0, by: "user:1" });
    await mappings.publish(SHOP, { revision: 1, by: "user:1" });
    expect(await reads(OTHER)).toEqual([null, [], [], null, null]);
  });

  async function reads(shopId: ShopId) {
    const { mappings } = open();
    return [
      await mappings.published(shopId),
      await mappings.versions(shopId),
      await mappings.changes(shopId),
      await mappings.version(shopId, 1),
      await mappings.restore(shopId, 1, "user:1"),
    ];
  }
});

test("publishing owes a look at the newest orders, once however often it is published", async () => {
  const { mappings, lanes } = open();
  await mappings.save(SHOP, { document: named("a"), revision: 0, by: "user:1" });
  await mappings.publish(SHOP, { revision: 1, by: "user:1" });
  await mappings.publish(SHOP, { revision: 1, by: "user:1" });
  const request = { limit: 10, leaseMs: 30_000, maxEvents: 10 };
  expect(await lanes.claim(request)).toEqual([]);
  now += 10_000;
  expect(await lanes.claim(request)).toMatchObject([
    { lease: { shopId: SHOP, laneKey: "shop" }, events: [], outbox: [{ effect: "check_mapping", state: "pending" }] },
  ]);
});

test("what a problem is about is shown with it, and is what was said last", async () => {
  const { problems, home } = open();
  await problems.raise(SHOP, "mapped_field_gone", { field: "gift", order: "#1" });
  await problems.raise(SHOP, "mapped_field_gone", { field: "gift, wrap", order: "#2" });
  await problems.raise(SHOP, "orders_refused");
  const shown = (await home.of(SHOP)).problems.map(({ code, about }) => [code, about]);
  expect(shown.sort()).toEqual([
    ["mapped_field_gone", { field: "gift, wrap", order: "#2" }],
    ["orders_refused", {}],
  ]);
});

test("a problem is closed at once, or only where nobody has seen it since", async () => {
  const { problems } = open();
  const isOpen = () => problems.isOpen(SHOP, "webhooks_switched_off");
  await problems.raise(SHOP, "webhooks_switched_off");
  await problems.close(SHOP, "webhooks_switched_off", now);
  expect(await isOpen()).toBe(true);
  await problems.close(SHOP, "webhooks_switched_off", now + 1);
  expect(await isOpen()).toBe(false);
  await problems.raise(SHOP, "webhooks_switched_off");
  await problems.close(SHOP, "webhooks_switched_off");
  expect(await isOpen()).toBe(false);
});

test("what is owed for good is nothing that waits: neither the status nor the delay counts it", async () => {
  const { mappings, status, home } = open();
  await mappings.save(SHOP, { document: named("a"), revision: 0, by: "user:1" });
  await mappings.publish(SHOP, { revision: 1, by: "user:1" });
  now += 3_600_000;
  expect(await status.read()).toMatchObject({ outbox: { pending: 0 }, settled: true });
  expect((await home.of(SHOP)).worstDelayMs).toBeNull();
});
