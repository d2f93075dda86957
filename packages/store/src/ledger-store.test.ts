import { shopIdOf } from "@karla/sync/ids";
import type { OpenAccount } from "@karla/sync/ledger";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { eventFor } from "../../../test/fakes/event-for.ts";
import type { FreshDatabase } from "../../../test/setup/fresh-database.ts";
import { keepOrder } from "../../../test/setup/keep-order.ts";
import { migratedDatabase } from "../../../test/setup/migrated-database.ts";
import { quietLog } from "../../../test/setup/quiet-log.ts";
import { createKeyring, sealKeyOf } from "./keyring.ts";
import { openStore } from "./open-store.ts";

const SHOP = shopIdOf("shopify", "a.myshopify.com");
const OTHER = shopIdOf("shopify", "b.myshopify.com");
const RUN = "00000000-0000-4000-8000-000000000009";
const master = createKeyring({ current: sealKeyOf(Buffer.alloc(32, 1)) });
const START = Date.UTC(2026, 10, 29, 8);
const iso = (at: number) => new Date(at).toISOString();

let database: FreshDatabase;
let now = START;
beforeAll(async () => {
  database = await migratedDatabase();
});
beforeEach(async () => {
  now = START;
  await database.pool.query("TRUNCATE day_account, ledger_find, inbox_event, lane, outbox, shop_order, delivery, shop");
});
afterAll(() => database.drop());

const open = () =>
  openStore({ platform: "shopify", pool: database.pool, master, clock: { now: () => now }, log: quietLog });

const account = (id: number, changes: Partial<OpenAccount> = {}): OpenAccount => ({
  id: `00000000-0000-4000-8000-00000000000${id}`,
  day: "2026-11-29",
  zone: "Europe/Berlin",
  from: "2026-11-28T23:00:00.000Z",
  to: "2026-11-29T08:00:00.000Z",
  inShop: 9,
  inBooks: 8,
  inCore: 5,
  skipped: { no_zip: 2, redacted: 1 },
  leftOut: [{ id: "6", name: "#6", placedAt: "2026-11-29T06:00:00Z", reason: "no_zip" }],
  missing: 1,
  gaps: [{ id: "7", name: "#7", placedAt: "2026-11-29T07:00:00Z", why: "waiting" }],
  worstDelayMs: 3_000_000_000,
  startedAt: `2026-11-29T08:0${id}:00.000Z`,
  finishedAt: null,
  list: { from: "2026-11-28T23:00:00.000Z", after: "cursor", ended: false },
  toAsk: [
    { id: "8", name: "#8", placedAt: "2026-11-29T07:00:00Z", why: "refused", singly: true, delayMs: 12 },
    { id: "9", name: "#9", placedAt: "2026-11-29T07:00:00Z", why: "not_in_core", singly: false, delayMs: null },
  ],
  ...changes,
});

const finished = (id: number) => ({ finishedAt: `2026-11-29T08:3${id}:00.000Z` });
const WEEK = { from: "2026-11-23", to: "2026-11-29" };

describe("accounts", () => {
  test("are read as they were kept while they are open, oldest first", async () => {
    const { ledger } = open();
    await ledger.keep(SHOP, account(2));
    await ledger.keep(SHOP, account(1));
    const further = account(1, {
      toAsk: [],
      missing: 2,
      leftOut: [],
      list: { from: "2026-11-29T01:00:00.000Z", after: null, ended: true },
    });
    await ledger.keep(SHOP, further);
    expect(await ledger.open(SHOP)).toEqual([further, account(2)]);
    expect(await ledger.open(OTHER)).toEqual([]);
    expect(await ledger.days(SHOP, WEEK)).toEqual([]);
  });

  test("are of each day the last finished one, newest day first", async () => {
    const { ledger } = open();
    expect(await ledger.zone(SHOP)).toBeNull();
    for (const [id, day] of [
      [1, "2026-11-28"],
      [2, "2026-11-29"],
      [3, "2026-11-29"],
      [4, "2026-11-22"],
    ] as const) {
      await ledger.keep(SHOP, account(id, { day, ...finished(id) }));
    }
    await ledger.keep(SHOP, account(5, { zone: "UTC" }));
    const { list: _, toAsk: __, gaps: ___, leftOut: ____, ...last } = account(3, finished(3));
    const days = await ledger.days(SHOP, WEEK);
    expect(days.map(({ id }) => id)).toEqual([account(3).id, account(1).id]);
    expect(days[0]).toEqual({ ...last, waiting: 1, recovered: 0 });
    expect(await ledger.zone(SHOP)).toBe("UTC");
    expect(await ledger.days(OTHER, WEEK)).toEqual([]);
  });

  test("do not change any more once they are finished", async () => {
    const { ledger } = open();
    await ledger.keep(SHOP, account(1, finished(1)));
    await ledger.keep(SHOP, account(1, { ...finished(2), missing: 0, gaps: [] }));
    await ledger.keep(SHOP, account(1, { finishedAt: null }));
    expect(await ledger.account(SHOP, account(1).id)).toMatchObject({ missing: 1, gaps: [{ id: "7" }] });
    expect(await ledger.open(SHOP)).toEqual([]);
  });

  test("name their orders when they are asked for one by one, each shop its own", async () => {
    const { ledger } = open();
    await ledger.keep(SHOP, account(1, finished(1)));
    const { list: _, toAsk: __, ...named } = account(1, finished(1));
    expect(await ledger.account(SHOP, named.id)).toEqual(named);
    expect(await ledger.account(OTHER, named.id)).toBeNull();
    expect(await ledger.account(SHOP, account(2).id)).toBeNull();
  });

  test("say how many of the missing orders wait, and how many were recovered, each once and by the day of its placing", async () => {
    const { ledger } = open();
    const placed = { name: "#7", placedAt: "2026-11-29T07:00:00Z" };
    const gaps = (["waiting", "refused", "waiting"] as const).map((why, at) => ({ id: `${at}`, ...placed, why }));
    await ledger.keep(SHOP, account(1, { ...finished(1), missing: 3, gaps }));
    const begins = Date.parse(account(1).from);
    await find(SHOP, "1", begins, START);
    await find(SHOP, "1", begins, START + 1_000, { why: "stale", runId: RUN.replace("9", "8") });
    await find(SHOP, "2", START - 1, START);
    await find(SHOP, "3", begins - 1, START);
    await find(SHOP, "4", START, START);
    await find(SHOP, "5", begins, START, { outcome: "gone" });
    await find(OTHER, "6", begins, START);
    expect(await ledger.days(SHOP, WEEK)).toMatchObject([{ missing: 3, waiting: 2, recovered: 2 }]);
  });

  test("of before orders were named as left out name none, and count them", async () => {
    const { ledger } = open();
    await database.pool.query(
      `INSERT INTO day_account (shop_id, id, day, zone, placed_from, placed_to, in_shop, in_books, in_core, skipped, missing,
         gaps, started_at, finished_at)
       VALUES ($1, $2, '2026-11-29', 'UTC', $3, $3, 2, 2, 0, '{"no_zip":2}', 0, '[]', $3, $3)`,
      [SHOP, RUN, iso(START)],
    );
    expect(await ledger.account(SHOP, RUN)).toMatchObject({ skipped: { no_zip: 2 }, leftOut: [] });
  });
});

async function find(
  shopId: string,
  orderId: string,
  placedAt: number,
  foundAt: number,
  { why = "missing", outcome = "repaired", runId = RUN } = {},
) {
  await database.pool.query("INSERT INTO ledger_find VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", [
    shopId,
    runId,
    orderId,
    `#${orderId}`,
    iso(placedAt),
    why,
    outcome,
    iso(foundAt),
  ]);
}

describe("finds", () => {
  test("are those of the orders placed in a time, its end not included", async () => {
    const { ledger } = open();
    await find(SHOP, "2", START + 1_000, START + 9_000);
    await find(SHOP, "1", START, START + 9_000);
    await find(SHOP, "3", START + 2_000, START + 9_000);
    await find(OTHER, "4", START, START + 9_000);
    const finds = await ledger.finds(SHOP, { from: iso(START), to: iso(START + 2_000) });
    expect(finds.map(({ id }) => id)).toEqual(["1", "2"]);
    expect(finds[0]).toEqual({
      reconciliationId: RUN,
      id: "1",
      name: "#1",
      placedAt: iso(START),
      why: "missing",
      outcome: "repaired",
      foundAt: iso(START + 9_000),
    });
  });

  test("are dated by the shop's calendar, the newest of each day", async () => {
    const { ledger } = open();
    const late = Date.UTC(2026, 10, 28, 23, 30);
    await find(SHOP, "1", late, START + 1_000);
    await find(SHOP, "2", late, START + 2_000);
    await find(SHOP, "3", late - 3_600_000, START + 3_000);
    const of = (zone: string, since = late - 7_200_000) => ledger.newestFinds(SHOP, zone, iso(since));
    expect([...(await of("Europe/Berlin"))].sort()).toEqual([
      ["2026-11-28", iso(START + 3_000)],
      ["2026-11-29", iso(START + 2_000)],
    ]);
    expect([...(await of("UTC"))]).toEqual([["2026-11-28", iso(START + 3_000)]]);
    expect([...(await of("UTC", late))]).toEqual([["2026-11-28", iso(START + 2_000)]]);
  });
});

describe("the books", () => {
  const deliver = (orderId: string, at: number, outcome = "delivered") =>
    database.pool.query(
      `INSERT INTO delivery (shop_id, id, lane_key, effect, version, outcome, started_at, duration_ms)
       VALUES ($1, gen_random_uuid(), $2, 'order', 1, $3, $4, 500)`,
      [SHOP, orderId, outcome, iso(at)],
    );

  test("say how an order stands, why it was left out, and that it was erased; of what they lack nothing", async () => {
    const store = open();
    for (const id of ["1", "2", "3"]) await keepOrder(store, SHOP, id);
    const { pool } = database;
    await pool.query("UPDATE shop_order SET status = 'skipped', reason = 'no_zip' WHERE order_id = '1'");
    await pool.query("UPDATE shop_order SET status = 'failed', reason = 'refused_by_core' WHERE order_id = '2'");
    await pool.query("UPDATE shop_order SET state = NULL, observed_at = NULL WHERE order_id = '3'");
    const booked = await store.ledger.booked(SHOP, ["1", "2", "3", "4"]);
    expect([...booked.keys()].sort()).toEqual(["1", "2", "3"]);
    expect(booked.get("1")).toMatchObject({ status: "skipped", reason: "no_zip", whole: true, erased: false });
    expect(booked.get("2")).toMatchObject({ status: "failed", reason: null });
    expect(booked.get("3")).toMatchObject({ whole: false, erased: true });
  });

  test("say how long an order took from its first word to its first delivery", async () => {
    const store = open();
    await keepOrder(store, SHOP, "1");
    await deliver("1", START + 500, "pending");
    await deliver("1", START + 9_500);
    await deliver("1", START + 60_000);
    await keepOrder(store, SHOP, "2");
    const booked = await store.ledger.booked(SHOP, ["1", "2"]);
    expect(booked.get("1")?.delayMs).toBe(10_000);
    expect(booked.get("2")?.delayMs).toBeNull();
  });

  test("say nothing of an order whose first word is past its time", async () => {
    const store = open();
    await keepOrder(store, SHOP, "1");
    await database.pool.query("DELETE FROM inbox_event");
    now += 7_200_000;
    await store.inbox.accept([eventFor("1", { shopId: SHOP })]);
    await deliver("1", now + 9_500);
    expect((await store.ledger.booked(SHOP, ["1"])).get("1")?.delayMs).toBeNull();
  });

  test("count a lost order from its placing on, and an imported one not at all", async () => {
    const store = open();
    for (const id of ["1", "2", "3"]) {
      await keepOrder(store, SHOP, id);
      await deliver(id, START + 9_500);
    }
    await database.pool.query("UPDATE inbox_event SET topic = 'admin/order'");
    await database.pool.query("UPDATE shop SET created_at = $1", [iso(START - 900_000)]);
    await find(SHOP, "1", START - 600_000, START);
    // Placed before the shop was ours: nothing of it was lost.
    await find(SHOP, "3", START - 1_800_000, START);
    const booked = await store.ledger.booked(SHOP, ["1", "2", "3"]);
    expect(booked.get("1")?.delayMs).toBe(610_000);
    expect(booked.get("2")?.delayMs).toBeNull();
    expect(booked.get("3")?.delayMs).toBeNull();
  });

  test("count from the first event, also where the order itself had to be read", async () => {
    const store = open();
    await store.inbox.accept([eventFor("1", { shopId: SHOP, topic: "fulfillments/create" })]);
    now += 5_000;
    await keepOrder(store, SHOP, "1");
    await deliver("1", START + 9_500);
    expect((await store.ledger.booked(SHOP, ["1"])).get("1")?.delayMs).toBe(10_000);
  });
});
