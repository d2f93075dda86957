import { createHash, randomUUID } from "node:crypto";
import { shopIdOf } from "@karla/sync/ids";
import { Session } from "@shopify/shopify-api";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { FreshDatabase } from "../../../../test/setup/fresh-database.ts";
import { migratedDatabase } from "../../../../test/setup/migrated-database.ts";
import { quietLog } from "../../../../test/setup/quiet-log.ts";
import { createKeyring, type Keyring, sealKeyOf } from "../keyring.ts";
import { openStore } from "../open-store.ts";
import { openSessionStorage } from "../session-store.ts";
import { resealAll } from "./reseal-all.ts";

const DOMAIN = "a.myshopify.com";
const SHOP = shopIdOf("shopify", DOMAIN);
const [FIRST, SECOND, THIRD] = [1, 2, 3].map((byte) => sealKeyOf(Buffer.alloc(32, byte)));
if (FIRST === undefined || SECOND === undefined || THIRD === undefined) throw new Error("three keys are needed");
const old = createKeyring({ current: FIRST });
const both = createKeyring({ current: SECOND, previous: [FIRST] });
const alone = createKeyring({ current: SECOND });

let database: FreshDatabase;
beforeAll(async () => {
  database = await migratedDatabase();
});
beforeEach(() => database.pool.query("TRUNCATE inbox_event, lane, shop, shop_alias, session"));
afterAll(() => database.drop());

const storeUnder = (master: Keyring) =>
  openStore({ platform: "shopify", pool: database.pool, master, clock: { now: () => 0 }, log: quietLog });

/** A shop with its connection, its tokens and so many events, all under this key. */
async function fill(master: Keyring, events: number): Promise<void> {
  const store = storeUnder(master);
  await store.shops.connect({
    platform: "shopify",
    domain: DOMAIN,
    connection: { slug: "s", username: "u", key: "k" },
  });
  const tokens = { accessToken: "shpat_1", refreshToken: "shprt_1" };
  const session = new Session({ id: `offline_${DOMAIN}`, shop: DOMAIN, state: "", isOnline: false, ...tokens });
  await openSessionStorage({ pool: database.pool, master }).storeSession(session);
  await store.inbox.accept(Array.from({ length: events }, (_, n) => eventOf(n)));
}

function eventOf(n: number) {
  const body = Buffer.from(JSON.stringify({ n }));
  const sha256 = (text: string | Buffer) => createHash("sha256").update(text).digest();
  const named = { shopId: SHOP, source: "shopify" as const, topic: "orders/create", laneKey: String(n), headers: {} };
  return { ...named, eventKey: sha256(randomUUID()), bodyHash: sha256(body), body };
}

test("F40 what a former key sealed is sealed anew, and opens without that key", async () => {
  await fill(old, 450);
  expect(await resealAll({ pool: database.pool, master: both })).toEqual({
    shopKeys: 1,
    sessions: 1,
    bodies: 450,
    unreadable: 0,
    tombstones: 0,
  });
  expect((await storeUnder(alone).shops.viewNow(SHOP)).connection).toMatchObject({ key: "k" });
  const session = await openSessionStorage({ pool: database.pool, master: alone }).loadSession(`offline_${DOMAIN}`);
  expect(session).toMatchObject({ accessToken: "shpat_1", refreshToken: "shprt_1" });
  const lanes = await storeUnder(alone).lanes.claim({ limit: 500, leaseMs: 1_000, maxEvents: 20 });
  expect(lanes.flatMap(({ events }) => events.map(({ body }) => body.toString())).sort()).toEqual(
    Array.from({ length: 450 }, (_, n) => JSON.stringify({ n })).sort(),
  );
});

test("what was begun is gone on with, and a second time there is nothing left", async () => {
  await fill(old, 5);
  await storeUnder(both).inbox.accept([eventOf(5)]);
  await database.pool.query("UPDATE session SET refresh_token = NULL");
  expect(await resealAll({ pool: database.pool, master: both })).toMatchObject({ sessions: 1, bodies: 5 });
  const nothing = { shopKeys: 0, sessions: 0, bodies: 0, unreadable: 0, tombstones: 0 };
  expect(await resealAll({ pool: database.pool, master: both })).toEqual(nothing);
});

test("what no key opens is counted and left alone", async () => {
  await fill(old, 2);
  const others = createKeyring({ current: THIRD, previous: [SECOND] });
  expect(await resealAll({ pool: database.pool, master: others })).toEqual({
    shopKeys: 0,
    sessions: 0,
    bodies: 0,
    unreadable: 4,
    tombstones: 0,
  });
  expect(await resealAll({ pool: database.pool, master: both })).toMatchObject({ bodies: 2, unreadable: 0 });
});

test("what was erased under a former key keeps that key: its tombstones are counted", async () => {
  await database.pool.query(
    "INSERT INTO tombstone (shop_id, kind, mark, key_id, erased_at) VALUES ($1, 'order', 'x', $2, now())",
    [SHOP, old.current.id],
  );
  expect(await resealAll({ pool: database.pool, master: both })).toMatchObject({ tombstones: 1, unreadable: 0 });
});
