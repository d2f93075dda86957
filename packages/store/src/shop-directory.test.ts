import { randomBytes } from "node:crypto";
import { shopIdOf } from "@karla/sync/ids";
import { OrderSettings, SETTINGS_ON } from "@karla/sync/settings";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { eventFor } from "../../../test/fakes/event-for.ts";
import type { FreshDatabase } from "../../../test/setup/fresh-database.ts";
import { migratedDatabase } from "../../../test/setup/migrated-database.ts";
import { quietLog } from "../../../test/setup/quiet-log.ts";
import { createKeyring, sealKeyOf } from "./keyring.ts";
import { openStore } from "./open-store.ts";

const DOMAIN = "a.myshopify.com";
const SHOP = shopIdOf("shopify", DOMAIN);
const REGISTRATION = {
  platform: "shopify" as const,
  domain: DOMAIN,
  connection: { slug: "shop-a", username: "user-a", key: "canary-key" },
  settings: OrderSettings.parse({ takeTestOrders: true }),
};
const master = createKeyring({ current: sealKeyOf(randomBytes(32)) });
let database: FreshDatabase;
let now = Date.UTC(2026, 0, 1);

beforeAll(async () => {
  database = await migratedDatabase();
});
beforeEach(() => database.pool.query("TRUNCATE shop, shop_alias, lane, inbox_event, outbox, breaker, problem"));
afterAll(() => database.drop());

const open = (keys = master) =>
  openStore({ platform: "shopify", pool: database.pool, master: keys, clock: { now: () => now }, log: quietLog });

describe("the shop directory", () => {
  test("makes a shop known that an authentic event names, without a connection", async () => {
    expect(await open().shops.view(SHOP, "shopify")).toEqual({
      settings: OrderSettings.parse({}),
      segmentPrefix: "Shopify",
      connection: null,
      coreSync: "unchecked",
      mapping: null,
      readsOrders: false,
      readsApart: false,
    });
  });

  test("knows an installed shop by its domain before it is connected, and may read its orders then", async () => {
    const store = open();
    await store.inbox.accept([eventFor("1")]);
    await store.shops.makeKnown({ platform: "shopify", domain: DOMAIN });
    expect(await store.shops.domainOf(SHOP)).toBe(DOMAIN);
    expect((await store.shops.view(SHOP, "shopify")).readsOrders).toBe(false);
    await database.pool.query(
      "INSERT INTO session (id, shop, state, access_token) VALUES ('offline_a', $1, '', 'sealed')",
      [DOMAIN],
    );
    expect((await store.shops.view(SHOP, "shopify")).readsOrders).toBe(true);
    await database.pool.query("TRUNCATE session");
  });

  test("several workers that meet a new shop at once agree on its key", async () => {
    const stores = Array.from({ length: 6 }, () => open());
    await Promise.all(stores.map((store) => store.shops.view(SHOP, "shopify")));
    await stores[0]?.shops.connect(REGISTRATION);
    now += 5_000;
    const views = await Promise.all(stores.map((store) => store.shops.view(SHOP, "shopify")));
    expect(views.map((view) => view.connection?.key)).toEqual(Array(6).fill("canary-key"));
  });

  test("gives a connected shop's connection and settings", async () => {
    expect(await open().shops.connect(REGISTRATION)).toBe(SHOP);
    const { connection, settings } = REGISTRATION;
    expect(await open().shops.view(SHOP, "shopify")).toEqual({
      settings,
      segmentPrefix: "Shopify",
      connection,
      coreSync: "unchecked",
      mapping: null,
      readsOrders: false,
      readsApart: false,
    });
  });

  test("begins with the settings of Karla's own plugin in a Shopware shop, and keeps what its merchant decided", async () => {
    const store = open();
    const shop = { platform: "shopware" as const, domain: "dirYTogwnp8ehbPF" };
    const shopId = shopIdOf(shop.platform, shop.domain);
    await store.shops.makeKnown(shop);
    expect((await store.shops.viewNow(shopId)).settings).toEqual(SETTINGS_ON.shopware.parse({}));
    const settings = SETTINGS_ON.shopware.parse({ orderStates: null, historicalCutoff: "2026-11-24T10:00:00Z" });
    await store.shops.connect({ ...shop, connection: REGISTRATION.connection, settings });
    expect((await store.shops.viewNow(shopId)).settings).toEqual(settings);
  });

  test("gives no view of a shop whose cutoff cannot be read, so that nothing of it is told", async () => {
    await open().shops.connect(REGISTRATION);
    await database.pool.query(`UPDATE shop SET settings = '{"historicalCutoff":"last week"}'`);
    await expect(open().shops.view(SHOP, "shopify")).rejects.toThrow();
  });

  test("keeps the key sealed, readable only with the master key", async () => {
    await open().shops.connect(REGISTRATION);
    const { rows } = await database.pool.query<{ connection: Buffer }>("SELECT connection FROM shop");
    expect(rows[0]?.connection.includes("canary-key")).toBe(false);
    const stranger = open(createKeyring({ current: sealKeyOf(randomBytes(32)) }));
    await expect(stranger.shops.view(SHOP, "shopify")).rejects.toThrow();
  });

  test("opens what a former master key sealed", async () => {
    await open().shops.connect(REGISTRATION);
    const rotated = createKeyring({ current: sealKeyOf(randomBytes(32)), previous: [master.current] });
    expect((await open(rotated).shops.view(SHOP, "shopify")).connection).toEqual(REGISTRATION.connection);
  });

  test("finds the shop of a former domain", async () => {
    const store = open();
    await store.shops.connect(REGISTRATION);
    const former = shopIdOf("shopify", "former.myshopify.com");
    await database.pool.query("INSERT INTO shop_alias (alias_id, shop_id) VALUES ($1, $2)", [former, SHOP]);
    expect((await store.shops.view(former, "shopify")).connection).toEqual(REGISTRATION.connection);
  });

  test("connecting wakes what waited, closes the breaker and the problems of the connection", async () => {
    const store = open();
    await store.inbox.accept([eventFor("1")]);
    const [turn] = await store.lanes.claim({ limit: 1, leaseMs: 30_000, maxEvents: 10 });
    if (!turn) throw new Error("no lane was due");
    await store.lanes.release(turn.lease, now + 3_600_000);
    await store.breakers.update(SHOP, "karla", (state) => ({ ...state, openedAt: now, probeAt: now + 300_000 }));
    await store.problems.raise(SHOP, "credentials_refused");
    await store.problems.raise(SHOP, "events_quarantined");
    await store.shops.connect(REGISTRATION);
    now += 2_000;
    expect((await store.breakers.read(SHOP, "karla")).openedAt).toBeNull();
    expect((await store.status.read()).problems.map(({ code }) => code)).toEqual(["events_quarantined"]);
    expect(await store.lanes.claim({ limit: 1, leaseMs: 30_000, maxEvents: 10 })).toHaveLength(1);
  });

  test("connecting reaches a lane whose turn looked at the shop before and goes to sleep after", async () => {
    const store = open();
    await store.inbox.accept([eventFor("1")]);
    const [turn] = await store.lanes.claim({ limit: 1, leaseMs: 30_000, maxEvents: 10 });
    if (!turn) throw new Error("no lane was due");
    await store.shops.connect(REGISTRATION);
    await store.lanes.release(turn.lease, now + 3_600_000);
    now += 2_000;
    expect(await store.lanes.claim({ limit: 1, leaseMs: 30_000, maxEvents: 10 })).toHaveLength(1);
  });
});

describe("a shop's settings", () => {
  const cutoff = "2026-11-24T10:00:00+01:00";

  test("are those of whoever saves first, of two who read the same: the other changes nothing and is told so", async () => {
    const [store, other] = [open(), open()];
    await store.shops.connect(REGISTRATION);
    const [mine, theirs] = [await store.shops.settingsOf(SHOP), await other.shops.settingsOf(SHOP)];
    const changed = { ...theirs.settings, historicalCutoff: cutoff };
    expect(await other.shops.saveSettings(SHOP, changed, theirs.revision)).toBe(true);
    expect(await store.shops.saveSettings(SHOP, mine.settings, mine.revision)).toBe(false);
    expect((await store.shops.settingsOf(SHOP)).settings).toEqual(changed);
    expect((await other.shops.view(SHOP, "shopify")).settings).toEqual(changed);
  });

  test("wake nothing when they are saved, and stay when the shop is connected anew", async () => {
    const store = open();
    await store.shops.connect(REGISTRATION);
    await store.inbox.accept([eventFor("1")]);
    const [turn] = await store.lanes.claim({ limit: 1, leaseMs: 30_000, maxEvents: 10 });
    if (!turn) throw new Error("no lane was due");
    await store.lanes.release(turn.lease, now + 3_600_000);
    const { settings, revision } = await store.shops.settingsOf(SHOP);
    await store.shops.saveSettings(SHOP, { ...settings, sendOrderCancelled: true }, revision);
    now += 2_000;
    expect(await store.lanes.claim({ limit: 1, leaseMs: 30_000, maxEvents: 10 })).toEqual([]);
    const { platform, domain, connection } = REGISTRATION;
    await store.shops.connect({ platform, domain, connection });
    expect((await store.shops.settingsOf(SHOP)).settings).toEqual({ ...settings, sendOrderCancelled: true });
  });
});

describe("the app's access to a shop", () => {
  const session = (scope: string | null) =>
    database.pool.query(
      `INSERT INTO session (id, shop, state, access_token, scope) VALUES ('offline_a', $1, '', 'sealed', $2)
       ON CONFLICT (id) DO UPDATE SET scope = excluded.scope`,
      [DOMAIN, scope],
    );
  afterEach(() => database.pool.query("TRUNCATE session"));

  test.each([
    [null, true],
    ["read_orders", true],
    ["read_fulfillments, write_orders", true],
    ["read_fulfillments", false],
    ["unauthenticated_read_orders,read_all_orders", false],
    ["", false],
  ])("with the scopes %j it reads orders: %j", async (scope, reads) => {
    const store = open();
    await store.shops.makeKnown({ platform: "shopify", domain: DOMAIN });
    await session(scope);
    expect((await store.shops.viewNow(SHOP)).readsOrders).toBe(reads);
  });

  test("coming back wakes what waited for it and closes the problem", async () => {
    const store = open();
    await store.inbox.accept([eventFor("1")]);
    const [turn] = await store.lanes.claim({ limit: 1, leaseMs: 30_000, maxEvents: 10 });
    if (!turn) throw new Error("no lane was due");
    await store.lanes.release(turn.lease, now + 3_600_000);
    await store.problems.raise(SHOP, "shop_access_refused");
    await store.shops.makeKnown({ platform: "shopify", domain: DOMAIN });
    now += 2_000;
    expect((await store.status.read()).problems).toEqual([]);
    expect(await store.lanes.claim({ limit: 1, leaseMs: 30_000, maxEvents: 10 })).toHaveLength(1);
  });
});

describe("whether the core syncs the shop itself", () => {
  test("is remembered for all workers, and asked anew after the shop was connected again", async () => {
    const store = open();
    await store.shops.connect(REGISTRATION);
    await store.shops.noteCoreSync(SHOP, "taken");
    expect((await open().shops.view(SHOP, "shopify")).coreSync).toBe("taken");
    await store.shops.connect(REGISTRATION);
    expect((await open().shops.view(SHOP, "shopify")).coreSync).toBe("unchecked");
  });

  test("is what a merchant has settled, and not what a worker was told before that", async () => {
    const store = open();
    await store.shops.connect(REGISTRATION);
    await store.shops.settleCoreSync(SHOP, "free");
    expect(await store.shops.noteCoreSync(SHOP, "taken")).toBe("free");
    expect((await store.shops.viewNow(SHOP)).coreSync).toBe("free");
  });

  test("once it no longer does, what waited goes out and the problem is closed", async () => {
    const store = open();
    await store.shops.connect(REGISTRATION);
    await store.inbox.accept([eventFor("1")]);
    const [turn] = await store.lanes.claim({ limit: 1, leaseMs: 30_000, maxEvents: 10 });
    if (!turn) throw new Error("no lane was due");
    await store.lanes.release(turn.lease, now + 3_600_000);
    await store.problems.raise(SHOP, "core_already_syncs");
    await store.shops.settleCoreSync(SHOP, "free");
    expect((await store.status.read()).problems).toEqual([]);
    // Not before every worker's view is newer: an older one would put it back to sleep.
    expect(await store.lanes.claim({ limit: 1, leaseMs: 30_000, maxEvents: 10 })).toHaveLength(0);
    now += 2_000;
    expect((await store.shops.view(SHOP, "shopify")).coreSync).toBe("free");
    expect(await store.lanes.claim({ limit: 1, leaseMs: 30_000, maxEvents: 10 })).toHaveLength(1);
  });
});

describe("problems", () => {
  test("are counted while they are open, and opened anew after they were closed", async () => {
    const { problems, status } = open();
    for (const _ of [1, 2, 3]) await problems.raise(SHOP, "core_unreachable");
    expect((await status.read()).problems).toMatchObject([{ code: "core_unreachable", times: 3 }]);
    await problems.close(SHOP, "core_unreachable");
    expect((await status.read()).problems).toEqual([]);
    now += 60_000;
    await problems.raise(SHOP, "core_unreachable");
    const openedAt = new Date(now).toISOString();
    expect((await status.read()).problems).toMatchObject([{ code: "core_unreachable", times: 1, openedAt }]);
  });
});

describe("replay", () => {
  test("puts quarantined events of one order back to work and closes their problem", async () => {
    const { inbox, lanes, problems, status } = open();
    const claim = () => lanes.claim({ limit: 10, leaseMs: 30_000, maxEvents: 10 });
    await inbox.accept([eventFor("1"), eventFor("2")]);
    for (const turn of await claim()) {
      const events = turn.events.map((event) => ({
        event,
        state: "quarantined" as const,
        reason: "poison",
        detail: null,
      }));
      await lanes.absorb(turn.lease, { events, order: null, owe: [], withdraw: [] }, { next: null });
    }
    await problems.raise(SHOP, "events_quarantined");
    expect(await status.replay({ shopId: SHOP, laneKey: "1" })).toEqual({ events: 1, effects: 0 });
    expect((await claim()).map(({ lease, events }) => [lease.laneKey, events.length])).toEqual([["1", 1]]);
    expect(await status.read()).toMatchObject({ problems: [], events: { pending: 1, quarantined: 1 } });
  });
});
