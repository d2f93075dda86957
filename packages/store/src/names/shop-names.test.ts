import { randomBytes } from "node:crypto";
import { type ShopId, shopIdOf } from "@karla/sync/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { done } from "../../../../test/contract/engine/lanes-harness.ts";
import { eventFor } from "../../../../test/fakes/event-for.ts";
import type { FreshDatabase } from "../../../../test/setup/fresh-database.ts";
import { migratedDatabase } from "../../../../test/setup/migrated-database.ts";
import { quietLog } from "../../../../test/setup/quiet-log.ts";
import { sampleOrder } from "../../../sync/src/order/sample-order.fixture.ts";
import { KEPT_TABLES } from "../erasure/kept-tables.ts";
import { createKeyring, sealKeyOf } from "../keyring.ts";
import { openStore } from "../open-store.ts";

const [OLD, NEW] = ["old.myshopify.com", "new.myshopify.com"];
const TENANT = shopIdOf("shopify", OLD);
const NAME = shopIdOf("shopify", NEW);
const PLATFORM_ID = "gid://shopify/Shop/1";
const CONNECTION = { slug: "shop", username: "user", key: "key" };
const CLAIM = { limit: 10, leaseMs: 30_000, maxEvents: 10 };

let database: FreshDatabase;
let now = Date.UTC(2026, 10, 30);
let store: ReturnType<typeof openStore>;

beforeAll(async () => {
  database = await migratedDatabase();
  const master = createKeyring({ current: sealKeyOf(randomBytes(32)) });
  store = openStore({ platform: "shopify", pool: database.pool, master, clock: { now: () => now }, log: quietLog });
});
beforeEach(async () => {
  const tables = Object.keys(KEPT_TABLES).filter((table) => table !== "_prisma_migrations");
  await database.pool.query(`TRUNCATE ${tables.join(", ")}`);
  // Nothing is remembered from the test before.
  now += 60_000;
});
afterAll(() => database.drop());

const settle = (domain: string, { platformId = PLATFORM_ID, named = domain } = {}) =>
  store.names.settle({ platformId, domain, named });
const connect = (domain: string) => store.shops.connect({ platform: "shopify", domain, connection: CONNECTION });
const rows = async <Row>(text: string): Promise<Row[]> => (await database.pool.query(text)).rows;
const count = async (table: string, shopId: ShopId) => {
  const { rows } = await database.pool.query(`SELECT count(*)::int AS n FROM ${table} WHERE shop_id = $1`, [shopId]);
  return rows[0]?.n;
};

/** Connected and asked under its first name. */
async function openedShop(): Promise<void> {
  await connect(OLD);
  await settle(OLD);
  now += 1_000;
}

/** The order is in the books, its events are done. */
async function absorbAll(): Promise<ShopId[]> {
  const turns = await store.lanes.claim(CLAIM);
  for (const turn of turns) {
    const order = { ...sampleOrder(), id: turn.lease.laneKey };
    const kept = { order, version: 1, status: "pending" as const, reason: "not_connected", delivered: null };
    await store.lanes.absorb(turn.lease, { ...done(turn), order: kept }, { next: null });
  }
  return turns.map(({ lease }) => lease.shopId);
}

describe("a shop that is asked under another name", () => {
  test("is the tenant that it was, under both names, and has the new one", async () => {
    await openedShop();
    expect(await settle(NEW)).toBe(TENANT);
    for (const name of [OLD, NEW]) expect(await store.names.tenantNamed("shopify", name)).toBe(TENANT);
    expect(await store.shops.domainOf(TENANT)).toBe(NEW);
    expect((await store.shops.viewNow(NAME)).connection).toEqual(CONNECTION);
    expect(await store.names.isKnownAs(NEW)).toBe(true);
    expect(await store.names.isKnownAs(OLD)).toBe(false);
  });

  test("is also the one that it calls itself, and may be named back", async () => {
    await openedShop();
    expect(await settle(OLD, { named: NEW })).toBe(TENANT);
    expect(await store.names.tenantNamed("shopify", NEW)).toBe(TENANT);
    expect(await store.shops.domainOf(TENANT)).toBe(OLD);
    expect(await settle(NEW)).toBe(TENANT);
    expect(await settle(OLD)).toBe(TENANT);
    expect(await store.shops.domainOf(TENANT)).toBe(OLD);
  });

  test("is whoever has the connection, though it was met later", async () => {
    await store.shops.makeKnown({ platform: "shopify", domain: OLD });
    await settle(OLD);
    now += 1_000;
    await connect(NEW);
    expect(await settle(NEW)).toBe(NAME);
    expect(await store.names.tenantNamed("shopify", OLD)).toBe(NAME);
  });

  test("loses the sessions of its former name, keeps that of the new one, and is known to have lost access then", async () => {
    await openedShop();
    const session = "INSERT INTO session (id, shop, state, access_token) VALUES ($1, $1, '', 'sealed')";
    for (const name of [OLD, NEW, "other.myshopify.com"]) await database.pool.query(session, [name]);
    await store.shops.makeKnown({ platform: "shopify", domain: NEW });
    await database.pool.query("UPDATE shop SET access_ended_at = $1 WHERE domain = $2", [new Date(now), NEW]);
    await settle(NEW);
    expect(await rows("SELECT shop FROM session ORDER BY shop")).toEqual([
      { shop: NEW },
      { shop: "other.myshopify.com" },
    ]);
    for (const name of [OLD, NEW]) expect(await store.shops.accessEndedAt(name)).toBe(now);
  });

  test("keeps its name when the operator connects it under the former one", async () => {
    await openedShop();
    await settle(NEW);
    expect(await connect(OLD)).toBe(TENANT);
    expect(await store.shops.domainOf(TENANT)).toBe(NEW);
  });

  test("is settled once by two processes that ask at the same time", async () => {
    await Promise.all([settle(OLD), settle(NEW), settle(NEW), settle(OLD)]);
    const [tenants] = [await rows<{ shop_id: ShopId }>("SELECT shop_id FROM shop WHERE platform_id IS NOT NULL")];
    await settle(OLD);
    await settle(NEW);
    const named = await Promise.all([OLD, NEW].map((name) => store.names.tenantNamed("shopify", name)));
    expect(named[0]).toBe(named[1]);
    expect(tenants.map(({ shop_id }) => shop_id)).toContain(named[0]);
  });
});

describe("a name that is another shop's", () => {
  test("opens nothing of that, and changes nothing", async () => {
    await openedShop();
    const stranger = { platformId: "gid://shopify/Shop/2" };
    expect(await store.names.admits({ domain: OLD, ...stranger })).toBe(false);
    expect(await store.names.admits({ domain: OLD, platformId: PLATFORM_ID })).toBe(true);
    expect(await settle(OLD, stranger)).toBeNull();
    expect(await settle("stranger.myshopify.com", { ...stranger, named: OLD })).toBeNull();
    expect(await store.names.tenantNamed("shopify", "stranger.myshopify.com")).not.toBe(TENANT);
    expect(await store.shops.domainOf(TENANT)).toBe(OLD);
  });
});

describe("what came under a new name", () => {
  test("before it was known is done again by the tenant, with its time, and the name keeps no books", async () => {
    await openedShop();
    const event = eventFor("1", { shopId: NAME });
    await store.inbox.accept([event]);
    const cameAt = await rows("SELECT received_at FROM inbox_event");
    expect(await absorbAll()).toEqual([NAME]);
    await store.problems.raise(NAME, "not_connected");
    expect(await count("shop_order", NAME)).toBe(1);

    now += 3_600_000;
    await settle(NEW);
    const [turn] = await store.lanes.claim(CLAIM);
    expect(turn?.lease).toMatchObject({ shopId: TENANT, laneKey: "1" });
    expect(turn?.order).toBeNull();
    expect(turn?.events.map(({ body, topic }) => [topic, body])).toEqual([["orders/create", event.body]]);
    expect(await rows("SELECT received_at FROM inbox_event")).toEqual(cameAt);
    for (const table of ["inbox_event", "lane", "outbox", "shop_order", "problem", "shop"]) {
      expect([table, await count(table, NAME)]).toEqual([table, 0]);
    }
  });

  test("and comes once it is known waits in the tenant's own lane", async () => {
    await openedShop();
    await settle(NEW);
    await store.inbox.accept([eventFor("1")].map((event) => ({ ...event, shopId: TENANT })));
    await store.inbox.accept([eventFor("1", { shopId: NAME }), eventFor("2", { shopId: NAME })]);
    const turns = [...(await store.lanes.claim(CLAIM)), ...(await store.lanes.claim(CLAIM))];
    expect(turns.map(({ lease, events }) => [lease.shopId, lease.laneKey, events.length])).toEqual([
      [TENANT, "1", expect.any(Number)],
      [TENANT, "2", 1],
    ]);
    expect(await count("inbox_event", TENANT)).toBe(3);
    expect(await count("lane", NAME)).toBe(0);
  });

  test("and the former one as well is one event", async () => {
    await openedShop();
    await settle(NEW);
    const event = eventFor("1", { shopId: TENANT });
    await store.inbox.accept([event]);
    expect(await absorbAll()).toEqual([TENANT]);
    await store.inbox.accept([{ ...event, shopId: NAME }]);
    expect(await store.lanes.claim(CLAIM)).toEqual([]);
    expect(await rows("SELECT shop_id, state FROM inbox_event")).toEqual([{ shop_id: TENANT, state: "done" }]);
  });

  test("comes over in parts where there is much of it, in its order", async () => {
    await openedShop();
    await settle(NEW);
    const ids = Array.from({ length: 45 }, (_, index) => `e${index}`);
    for (const id of ids) await store.inbox.accept([eventFor("1", { shopId: NAME, id })]);
    const [turn] = await store.lanes.claim({ ...CLAIM, maxEvents: 100 });
    const rest = turn?.more === true ? await count("inbox_event", NAME) : 0;
    await store.lanes.release(turn?.lease ?? expect.fail("a turn"), now);
    while ((await count("inbox_event", NAME)) > 0) {
      for (const { lease } of await store.lanes.claim({ ...CLAIM, maxEvents: 100 }))
        await store.lanes.release(lease, now);
    }
    const [whole] = await store.lanes.claim({ ...CLAIM, maxEvents: 100 });
    const bodies = whole?.events.map(({ body }) => JSON.parse(body.toString()).nonce);
    expect(bodies).toEqual(ids);
    expect(rest).toBe(0);
  });

  test("is left to nobody who began before: such a turn can write nothing any more", async () => {
    await openedShop();
    await store.inbox.accept([eventFor("1", { shopId: NAME })]);
    const [late] = await store.lanes.claim(CLAIM);
    if (late === undefined) throw new Error("a turn is needed");
    await settle(NEW);
    expect(await store.lanes.absorb(late.lease, { ...done(late), order: null }, { next: null })).toBe(false);
    expect((await store.lanes.claim(CLAIM)).map(({ lease }) => lease.shopId)).toEqual([TENANT]);
  });

  test("waits for whoever may be asking the core, where the name had a connection of its own", async () => {
    await openedShop();
    await connect(NEW);
    await store.inbox.accept([eventFor("1", { shopId: NAME })]);
    const [asking] = await store.lanes.claim(CLAIM);
    if (asking === undefined) throw new Error("a turn is needed");
    await settle(NEW);
    expect(await store.lanes.claim(CLAIM)).toEqual([]);
    await store.lanes.release(asking.lease, null);
    expect((await store.lanes.claim(CLAIM)).map(({ lease }) => lease.shopId)).toEqual([TENANT]);
  });

  test("of what would happen twice stays as it is: what Karla told, and requests that are answered by hand", async () => {
    await openedShop();
    const told = eventFor("karla/1", { shopId: NAME, source: "karla", topic: "ref/in_transit" });
    const asked = eventFor("shop", { shopId: NAME, topic: "customers/data_request" });
    await connect(NEW);
    await store.inbox.accept([told, asked]);
    for (const turn of await store.lanes.claim(CLAIM)) {
      const events = turn.events.map((event) => ({
        event,
        state: "done" as const,
        reason: event.source === "karla" ? null : "data_request",
        detail: null,
      }));
      await store.lanes.absorb(turn.lease, { ...done(turn), events, order: null }, { next: null });
    }
    await settle(NEW);
    expect((await store.lanes.claim(CLAIM)).flatMap(({ events }) => events)).toEqual([]);
    expect(await rows("SELECT shop_id, state FROM inbox_event ORDER BY topic")).toEqual([
      { shop_id: TENANT, state: "done" },
      { shop_id: TENANT, state: "done" },
    ]);
    expect((await store.receipts.list(TENANT)).map(({ kind }) => kind)).toEqual(["data_request"]);
  });
});

describe("what was erased under a name", () => {
  test("is erased for the tenant, who is gone through for it once more", async () => {
    await openedShop();
    await store.shops.view(NAME, "shopify");
    const request = { kind: "customer" as const, customerIds: ["7001"], email: null, orderIds: ["1"] };
    await store.erasures.begin(NAME, { laneKey: "redact/k", askedBy: "customers/redact", request });
    await settle(NEW);
    now += 3_000;
    expect(await store.erasures.isErased(TENANT, { orderIds: ["1"], customerIds: [] })).toBe(true);
    expect(await store.erasures.isErased(TENANT, { orderIds: ["2"], customerIds: ["7001"] })).toBe(true);
    expect(await store.erasures.isErased(TENANT, { orderIds: ["2"], customerIds: [] })).toBe(false);
    const lanes = (await store.lanes.claim(CLAIM)).map(({ lease, events }) => [lease.shopId, events[0]?.topic]);
    expect(lanes).toContainEqual([TENANT, "shop/renamed"]);
  });

  test("a shop is not erased while something of it lies under another name", async () => {
    await openedShop();
    await settle(NEW);
    await store.inbox.accept([eventFor("1", { shopId: NAME })]);
    const request = { kind: "shop" as const, keptUntil: null };
    const asked = { laneKey: "redact/k", askedBy: "shop/redact", request };
    const erasure = (await store.erasures.begin(TENANT, asked)) ?? expect.fail("it is finished");
    expect(await store.erasures.purge(erasure)).toBe("held");
    await store.lanes.claim(CLAIM);
    now += 60_000;
    while ((await store.erasures.purge(erasure)) !== "done") now += 60_000;
    expect(
      await rows(
        "SELECT shop_id FROM inbox_event UNION SELECT shop_id FROM lane UNION SELECT alias_id FROM shop_alias",
      ),
    ).toEqual([]);
  });
});
