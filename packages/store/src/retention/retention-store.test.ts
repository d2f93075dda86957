import { erasureEvent } from "@karla/sync/erasure-request";
import { SHOP_LANE } from "@karla/sync/inbox";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { eventFor, SHOP_A } from "../../../../test/fakes/event-for.ts";
import type { FreshDatabase } from "../../../../test/setup/fresh-database.ts";
import { keepOrder } from "../../../../test/setup/keep-order.ts";
import { migratedDatabase } from "../../../../test/setup/migrated-database.ts";
import { receivedKarlaEvent, shipmentEvent } from "../../../sync/src/announce/karla-event.fixture.ts";
import { KEPT_TABLES } from "../erasure/kept-tables.ts";
import { partitionByShop } from "../partition-by-shop.fixture.ts";
import { DAY_MS, doneWith, sweptStore, unusable } from "./swept.fixture.ts";

const REQUEST = { kind: "customer" as const, customerIds: ["7001"], email: null, orderIds: [] };

describe.each([
  ["on one table", async () => {}],
  ["HASH-partitioned by shop", partitionByShop],
] as const)("what is past its time, %s", (_, arrange: (pool: FreshDatabase["pool"]) => Promise<void>) => {
  let database: FreshDatabase;
  let swept: ReturnType<typeof sweptStore>;
  beforeAll(async () => {
    database = await migratedDatabase();
    await arrange(database.pool);
  });
  beforeEach(async () => {
    const tables = Object.keys(KEPT_TABLES).filter((table) => table !== "_prisma_migrations");
    await database.pool.query(`TRUNCATE ${tables.join(", ")}`);
    swept = sweptStore(database.pool);
  });
  afterAll(() => database.drop());

  const day = (days: number) => swept.START + days * DAY_MS;
  const count = async (table: string) =>
    (await database.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)).rows[0]?.n;
  async function attempt(lane: string, at: number, took: boolean): Promise<void> {
    await database.pool.query(
      `INSERT INTO delivery (shop_id, id, lane_key, effect, version, outcome, payload_hash, started_at, duration_ms)
       VALUES ($1, gen_random_uuid(), $2, 'order', 1, $3, $4, $5, 1)`,
      [SHOP_A, lane, took ? "delivered" : "pending", took ? Buffer.from("hash") : null, new Date(at)],
    );
  }

  test("the bytes of a used event go after seven days, those of one that could not be used after thirty, others not", async () => {
    const [used, bad, waiting] = [eventFor("1"), eventFor("2"), eventFor("3")];
    await swept.take(used);
    await swept.take(bad, unusable);
    await swept.store.inbox.accept([waiting]);
    const kept = () => Promise.all([used, bad, waiting].map((event) => swept.isKept(SHOP_A, event)));
    expect(await swept.sweepAt(day(7))).toEqual({});
    expect(await kept()).toEqual([true, true, true]);
    expect(await swept.sweepAt(day(8))).toEqual({ body: 1 });
    expect(await kept()).toEqual([false, true, true]);
    expect(await swept.sweepAt(day(31))).toEqual({ body: 1 });
    expect(await kept()).toEqual([false, false, true]);
    expect(await swept.sweepAt(day(200))).toMatchObject({ event: 2 });
    expect(await kept()).toEqual([null, null, true]);
    expect((await swept.retention.look()).oldestBodyAt).toBe(swept.START);
    const { rows } = await database.pool.query("SELECT headers FROM inbox_event WHERE body IS NULL");
    expect(rows.filter(({ headers }) => headers !== "{}")).toEqual([]);
  });

  test("F11 a repetition is known for one as long as records are kept", async () => {
    const event = eventFor("1");
    await swept.take(event);
    await swept.sweepAt(day(89));
    expect(await swept.store.inbox.accept([event])).toEqual(["duplicate"]);
    await swept.sweepAt(day(91));
    expect(await swept.store.inbox.accept([event])).toEqual(["stored"]);
  });

  test("the time of an event that is replayed begins anew", async () => {
    const event = eventFor("1");
    await swept.take(event);
    swept.moveTo(day(6));
    const { replays } = swept.store;
    const stored = (await replays.event(SHOP_A, event.eventKey.toString("hex")))?.event;
    const terms = { withEffects: false, mapping: null, version: null };
    expect(stored && (await replays.again(SHOP_A, stored, terms))).toBe(true);
    await swept.take(eventFor("1"));
    expect(await swept.sweepAt(day(8))).toEqual({});
    expect(await swept.sweepAt(day(14))).toEqual({ body: 2 });
    expect(stored && (await replays.again(SHOP_A, stored, terms))).toBe(false);
    expect(await replays.eventsOf(SHOP_A, "1")).toMatchObject([{ isKept: false }, { isKept: false }]);
  });

  test("a request for data stays until somebody has answered it", async () => {
    const request = eventFor(SHOP_LANE, { topic: "customers/data_request" });
    await swept.take(request, doneWith("data_request"));
    expect(await swept.sweepAt(day(200))).toEqual({});
    const key = request.eventKey.toString("hex");
    expect(await swept.store.dataRequests.answer(SHOP_A, key, { orders: 0, givenToCore: 0 })).toBe(true);
    expect(await swept.sweepAt(day(201))).toEqual({ event: 1, lane: 1 });
    expect(await count("erasure")).toBe(1);
  });

  test("a request to erase stays until it is done", async () => {
    const asked = erasureEvent({ shopId: SHOP_A, platform: "shopify", topic: "t", key: "k", request: REQUEST });
    await swept.take(asked);
    expect(await swept.sweepAt(day(200))).toEqual({});
    const { erasures } = swept.store;
    const begun = await erasures.begin(SHOP_A, { laneKey: asked.laneKey, askedBy: "t", request: REQUEST });
    expect(await swept.sweepAt(day(201))).toEqual({});
    if (begun === null) throw new Error("it is finished");
    await erasures.finish(begun, "erased");
    expect(await swept.sweepAt(day(202))).toEqual({ event: 1, lane: 1 });
    expect(await count("tombstone")).toBe(1);
  });

  test("an event of Karla's stays until it is told, and takes its lane along in the end", async () => {
    await swept.store.shops.makeKnown({ platform: "shopify", domain: "a.myshopify.com" });
    const event = receivedKarlaEvent(shipmentEvent);
    await swept.take(event, () => ({ owe: [{ effect: "announce", version: 0, dueAt: day(300) }] }));
    expect(await swept.sweepAt(day(200))).toEqual({});
    await database.pool.query("UPDATE outbox SET state = 'delivered', delivered_at = $1", [new Date(day(200))]);
    expect(await swept.sweepAt(day(201))).toEqual({ body: 1, event: 1 });
    expect([await count("lane"), await count("outbox")]).toEqual([1, 1]);
    expect(await swept.sweepAt(day(291))).toEqual({ lane: 1 });
    expect([await count("lane"), await count("outbox")]).toEqual([0, 0]);
  });

  test("of an order in the books the last attempt stays, and the last one that the core took; of anything else none", async () => {
    await keepOrder(swept.store, SHOP_A, "1");
    for (const [at, took] of [
      [0, true],
      [1, true],
      [2, false],
      [3, false],
      [95, false],
    ] as const)
      await attempt("1", day(at), took);
    await attempt("karla/1", day(0), false);
    await database.pool.query("INSERT INTO lane (shop_id, lane_key, platform) VALUES ($1, 'karla/1', 'shopify')", [
      SHOP_A,
    ]);
    expect(await swept.sweepAt(day(94))).toEqual({ body: 1, event: 1, attempt: 4, lane: 1 });
    const { rows } = await database.pool.query("SELECT started_at FROM delivery ORDER BY started_at");
    expect(rows.map(({ started_at }) => started_at.getTime())).toEqual([day(1), day(95)]);
    expect((await swept.store.replays.look(SHOP_A, "1")).turn.order?.order.id).toBe("1");
    expect(await count("lane")).toBe(1);
  });

  test("the last comparison of a shop stays, and one that is under way", async () => {
    await swept.take(eventFor("1"));
    const compared = `INSERT INTO reconciliation (shop_id, id, changed_from, changed_to, listed_all, listed, repaired, gone, unread,
      missing, stale, todo, started_at, finished_at) VALUES ($1, gen_random_uuid(), $2, $2, true, 9, 0, 0, 0, 0, 0, '[]', $2, $3)`;
    for (const [at, finished] of [
      [0, true],
      [1, true],
      [2, false],
    ] as const) {
      await database.pool.query(compared, [SHOP_A, new Date(day(at)), finished ? new Date(day(at)) : null]);
    }
    expect(await swept.sweepAt(day(92))).toMatchObject({ comparison: 1 });
    const { rows } = await database.pool.query("SELECT started_at FROM reconciliation ORDER BY started_at");
    expect(rows.map(({ started_at }) => started_at.getTime())).toEqual([day(1), day(2)]);
  });

  test("is in every table of which that was decided, and in no other", async () => {
    await swept.take(eventFor("1"), () => ({ owe: [{ effect: "read_order", version: 0, dueAt: day(0) }] }));
    await database.pool.query("UPDATE outbox SET state = 'dead'");
    await attempt("1", day(0), false);
    await database.pool.query(
      "INSERT INTO claim_form VALUES ($1, gen_random_uuid(), gen_random_uuid(), $2, NULL, NULL, NULL, $2)",
      [SHOP_A, new Date(day(1))],
    );
    const removed = await swept.sweepAt(day(100));
    expect(removed).toEqual({ body: 1, event: 1, attempt: 1, lane: 1, claim_form: 1 });
    const goes = Object.entries(KEPT_TABLES).flatMap(([table, { age }]) => (age === "swept" ? [table] : []));
    for (const table of goes) expect([table, await count(table)]).toEqual([table, 0]);
    expect(goes).toHaveLength(6);
  });

  test("is all found, however many lanes and however much in one of them", async () => {
    const many = Array.from({ length: 450 }, (_, n) => eventFor(`lane-${n}`));
    await swept.store.inbox.accept([...many, ...Array.from({ length: 1_100 }, () => eventFor("storm"))]);
    await database.pool.query("UPDATE inbox_event SET state = 'done', finished_at = received_at");
    await database.pool.query("UPDATE lane SET due_at = NULL");
    expect(await swept.sweepAt(day(8))).toEqual({ body: 1_550 });
    expect(await swept.sweepAt(day(91))).toEqual({ event: 1_550, lane: 451 });
  });
});
