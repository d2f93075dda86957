import { shopIdOf } from "@karla/sync/ids";
import type { Picture } from "@karla/sync/picture";
import type { QueryConfig } from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { FreshDatabase } from "../../../test/setup/fresh-database.ts";
import { migratedDatabase } from "../../../test/setup/migrated-database.ts";
import { quietLog } from "../../../test/setup/quiet-log.ts";
import type { Log } from "./log.ts";
import { createPicturesStore } from "./pictures-store.ts";

const SHOP = shopIdOf("shopify", "a.myshopify.com");
const OTHER = shopIdOf("shopify", "b.myshopify.com");
const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

let database: FreshDatabase;
let now = Date.UTC(2026, 2, 3);
let asked: string[] = [];
beforeAll(async () => {
  database = await migratedDatabase();
});
beforeEach(async () => {
  await database.pool.query("TRUNCATE variant_picture");
  now = Date.UTC(2026, 2, 3);
  asked = [];
});
afterAll(() => database.drop());

/** What one process has; notes what it asks of the database. */
function open(log: Log = quietLog) {
  const query = (wanted: QueryConfig) => {
    asked.push(wanted.name ?? "");
    return database.pool.query(wanted);
  };
  const pool = new Proxy(database.pool, { get: (of, key) => (key === "query" ? query : Reflect.get(of, key)) });
  return createPicturesStore({ pool, clock: { now: () => now }, log });
}

const src = "https://cdn.example.com/a.jpg";
const picture = (changes: Partial<Picture> = {}): Picture => ({
  src,
  alt: null,
  readAt: "2026-03-02T09:00:00.000Z",
  ...changes,
});
const LATER = "2026-03-02T10:00:00.000Z";
const knownTo = async (of: ReturnType<typeof open>, shopId = SHOP) =>
  Object.fromEntries(await of.known(shopId, ["variant:1", "variant:2", "product:1"]));

test("what is kept is what another process knows, each shop for itself", async () => {
  await open().keep(SHOP, { "variant:1": picture(), "product:1": picture({ src: null, alt: "nothing" }) });
  expect(await knownTo(open())).toEqual({
    "variant:1": picture(),
    "product:1": picture({ src: null, alt: "nothing" }),
  });
  expect(await knownTo(open(), OTHER)).toEqual({});
});

test("of two readings the later one stays, whichever is kept last and by whom", async () => {
  const [one, another] = [open(), open()];
  await one.keep(SHOP, { "variant:1": picture({ src: "https://cdn.example.com/new.jpg", readAt: LATER }) });
  await another.keep(SHOP, { "variant:1": picture() });
  const newest = { "variant:1": picture({ src: "https://cdn.example.com/new.jpg", readAt: LATER }) };
  expect(await knownTo(one)).toEqual(newest);
  expect(await knownTo(open())).toEqual(newest);
  await one.keep(SHOP, { "variant:1": picture({ src: null, readAt: "2026-03-02T11:00:00.000Z" }) });
  expect(await knownTo(open())).toEqual({ "variant:1": picture({ src: null, readAt: "2026-03-02T11:00:00.000Z" }) });
});

test("what is at hand takes no question of the database, and is asked for anew after an hour", async () => {
  const store = open();
  await store.keep(SHOP, { "variant:1": picture() });
  asked = [];
  await store.known(SHOP, ["variant:1"]);
  await store.known(SHOP, ["variant:1"]);
  expect(asked).toEqual([]);
  await store.known(SHOP, ["variant:1", "variant:2"]);
  expect(asked).toEqual(["pictures-known"]);
  await open().keep(SHOP, { "variant:1": picture({ alt: "of another process", readAt: LATER }) });
  now += HOUR;
  expect((await store.known(SHOP, ["variant:1"])).get("variant:1")?.alt).toBe("of another process");
});

test("the same picture is written anew once a day at most, another one at once", async () => {
  const store = open();
  const times = [0, 1, HOUR, DAY + 1].map((ms) => new Date(Date.UTC(2026, 2, 2) + ms).toISOString());
  for (const readAt of times) await store.keep(SHOP, { "variant:1": picture({ readAt }) });
  expect(asked).toEqual(["pictures-keep", "pictures-keep"]);
  await store.keep(SHOP, { "variant:1": picture({ src: null, readAt: new Date(Date.UTC(2026, 2, 4)).toISOString() }) });
  expect(asked).toHaveLength(3);
  await store.keep(SHOP, {});
  expect(asked).toHaveLength(3);
});

test("orders that come at the same time share statements, also with the same article", async () => {
  const store = open();
  const orders = Array.from({ length: 30 }, (_, n) => ({
    "variant:1": picture({
      src: `https://cdn.example.com/${n}.jpg`,
      readAt: new Date(Date.UTC(2026, 2, 2, 0, n)).toISOString(),
    }),
    [`variant:1${n}`]: picture(),
  }));
  await Promise.all(orders.map((pictures) => store.keep(SHOP, pictures)));
  expect(asked.length).toBeLessThanOrEqual(2);
  expect((await knownTo(open()))["variant:1"]?.readAt).toBe("2026-03-02T00:29:00.000Z");
});

test("what cannot be kept fails nobody, is said, and is kept the next time", async () => {
  const said: string[] = [];
  const store = open({ ...quietLog, warn: (_: object, message: string) => void said.push(message) });
  await database.pool.query("ALTER TABLE variant_picture RENAME TO gone");
  await store.keep(SHOP, { "variant:1": picture() });
  expect(said).toEqual(["pictures could not be kept: they are read again"]);
  await database.pool.query("ALTER TABLE gone RENAME TO variant_picture");
  await store.keep(SHOP, { "variant:1": picture() });
  expect(await knownTo(open())).toEqual({ "variant:1": picture() });
});

test("a reading of no time is not kept", async () => {
  await open().keep(SHOP, { "variant:1": picture({ readAt: "" }) });
  expect(await knownTo(open())).toEqual({});
});
