import { randomBytes, randomUUID } from "node:crypto";
import { type CustomerErasure, erasureEvent } from "@karla/sync/erasure-request";
import { shopIdOf } from "@karla/sync/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { done } from "../../../../test/contract/engine/lanes-harness.ts";
import { eventFor } from "../../../../test/fakes/event-for.ts";
import type { FreshDatabase } from "../../../../test/setup/fresh-database.ts";
import { migratedDatabase } from "../../../../test/setup/migrated-database.ts";
import { quietLog } from "../../../../test/setup/quiet-log.ts";
import { sampleOrder } from "../../../sync/src/order/sample-order.fixture.ts";
import { createKeyring, type Keyring, sealKeyOf } from "../keyring.ts";
import { openStore } from "../open-store.ts";
import { KEPT_TABLES } from "./kept-tables.ts";

const SHOP = shopIdOf("shopify", "a.myshopify.com");
const OTHER = shopIdOf("shopify", "b.myshopify.com");
const CLAIM = { limit: 10, leaseMs: 30_000, maxEvents: 10 };
const DELIVERED = { order: "0".repeat(64), trackings: {} };
const oldKey = sealKeyOf(randomBytes(32));
const REQUEST: CustomerErasure = { kind: "customer", customerIds: ["7001"], email: null, orderIds: ["1", "404"] };

let database: FreshDatabase;
let now = Date.UTC(2026, 10, 30);
let store: ReturnType<typeof openStore>;
const openUnder = (master: Keyring) =>
  openStore({ platform: "shopify", pool: database.pool, master, clock: { now: () => now }, log: quietLog });
const open = () => store;

beforeAll(async () => {
  database = await migratedDatabase();
  store = openUnder(createKeyring({ current: oldKey }));
});
beforeEach(() => {
  const tables = Object.keys(KEPT_TABLES).filter((table) => table !== "_prisma_migrations");
  return database.pool.query(`TRUNCATE ${tables.join(", ")}`);
});
afterAll(() => database.drop());

/** An order in the books, with an event, an attempt and all that is noted besides. */
async function keep(id: string, shopId = SHOP): Promise<void> {
  const { inbox, lanes } = open();
  await inbox.accept([eventFor(id, { shopId })]);
  const [turn] = await lanes.claim(CLAIM);
  if (turn === undefined) throw new Error("no lane was due");
  const order = {
    order: { ...sampleOrder(), id },
    version: 1,
    status: "delivered" as const,
    reason: null,
    delivered: DELIVERED,
  };
  await lanes.absorb(turn.lease, { ...done(turn), order }, { next: null });
  const { pool } = database;
  await pool.query("INSERT INTO muted_order VALUES ($1, $2, now())", [shopId, id]);
  await pool.query("INSERT INTO ledger_find VALUES ($1, $2, $3, $4, now(), 'missing', 'repaired', now())", [
    shopId,
    randomUUID(),
    id,
    `#${id}`,
  ]);
  const named = JSON.stringify([{ id, name: `#${id}`, placedAt: "x" }]);
  await pool.query(
    `INSERT INTO day_account (shop_id, id, day, zone, placed_from, placed_to, in_shop, in_books, in_core, skipped, left_out,
       missing, gaps, started_at) VALUES ($1, $2, 'd', 'z', now(), now(), 1, 1, 1, '{}', $3, 0, $3, now())`,
    [shopId, randomUUID(), named],
  );
  await pool.query(
    `INSERT INTO delivery (shop_id, id, lane_key, effect, version, outcome, started_at, duration_ms)
     VALUES ($1, $2, $3, 'order', 1, 'delivered', now(), 1)`,
    [shopId, randomUUID(), id],
  );
}

async function request(
  asked = erasureEvent({ shopId: SHOP, platform: "shopify", topic: "t", key: "k", request: REQUEST }),
) {
  const { inbox, lanes, erasures } = open();
  await inbox.accept([asked]);
  const turn = (await lanes.claim(CLAIM)).find(({ lease }) => lease.laneKey === asked.laneKey);
  if (turn === undefined) throw new Error("the request is not due");
  await lanes.absorb(turn.lease, done(turn), { next: null });
  const begun = await erasures.begin(SHOP, { laneKey: asked.laneKey, askedBy: "t", request: REQUEST });
  if (begun === null) throw new Error("it is finished");
  return begun;
}

const NEXT = { phase: "books", after: null } as const;
const doomed = (orderIds: string[]) => ({ orderIds, laneKeys: [], events: [] });
const everything = async (table: string) => JSON.stringify((await database.pool.query(`SELECT * FROM ${table}`)).rows);

describe("an order that is erased", () => {
  test("leaves nothing but its id, and the receipt counts what went; another shop's of the same id stays", async () => {
    await keep("1");
    await keep("1", OTHER);
    const { erasures, problems } = open();
    await problems.raise(SHOP, "announcement_unclear", { order: "#1001" });
    await database.pool.query("UPDATE shop_order SET name = '#1001'");
    const begun = await request();
    expect(await erasures.erase(begun, doomed(["1", "404"]), NEXT)).toBe(true);
    await erasures.finish(begun, "erased");
    const { rows } = await database.pool.query("SELECT * FROM erasure");
    expect(rows).toMatchObject([{ outcome: "erased", orders: 1, given_to_core: 1, progress: null }]);
    expect(JSON.parse(rows[0]?.rows)).toEqual({
      inbox_event: 1,
      delivery: 1,
      shop_order: 1,
      muted_order: 1,
      ledger_find: 1,
      day_account: 1,
      problem: 1,
    });
    const order = await database.pool.query("SELECT * FROM shop_order WHERE shop_id = $1", [SHOP]);
    expect(order.rows).toMatchObject([{ name: null, state: null, delivered: null, reason: "redacted" }]);
    for (const table of ["ledger_find", "day_account"]) {
      const { rows: kept } = await database.pool.query(`SELECT * FROM ${table} WHERE shop_id = $1`, [SHOP]);
      expect(JSON.stringify(kept), table).not.toContain("#1");
      expect(await everything(table), table).toContain("#1");
    }
    expect(await everything("problem")).not.toContain("#1001");
    const other = await database.pool.query("SELECT state FROM shop_order WHERE shop_id = $1", [OTHER]);
    expect(other.rows[0]?.state).not.toBeNull();
  });

  test("while a turn holds it is left, and the receipt goes on where it was", async () => {
    await keep("1");
    await open().inbox.accept([eventFor("1", { shopId: SHOP })]);
    const [turn] = await open().lanes.claim(CLAIM);
    const begun = await request();
    expect(await open().erasures.erase(begun, doomed(["1"]), NEXT)).toBe(false);
    const receipt = await database.pool.query("SELECT progress, orders FROM erasure");
    expect(receipt.rows).toEqual([{ progress: '{"phase":"named","after":null}', orders: 0 }]);
    expect(turn && (await open().lanes.release(turn.lease, null))).toBe(true);
    expect(await open().erasures.erase(begun, doomed(["1"]), NEXT)).toBe(true);
  });

  test("lets nobody write who has lost his lease to it", async () => {
    await keep("1");
    await open().inbox.accept([eventFor("1", { shopId: SHOP })]);
    const [turn] = await open().lanes.claim(CLAIM);
    if (turn === undefined) throw new Error("no lane was due");
    now += 60_000;
    await open().erasures.erase(await request(), doomed(["1"]), NEXT);
    expect(await open().lanes.absorb(turn.lease, done(turn), { next: null })).toBe(false);
    expect(await open().erasures.eraseLane(turn.lease, { isOrder: true })).toBe(false);
  });
});

describe("a tombstone", () => {
  test("is of one shop and one kind, and holds no id", async () => {
    await request();
    const { isErased } = open().erasures;
    expect(await isErased(SHOP, { orderIds: ["404"], customerIds: [] })).toBe(true);
    expect(await isErased(SHOP, { orderIds: [], customerIds: ["7001"] })).toBe(true);
    expect(await isErased(SHOP, { orderIds: ["7001"], customerIds: ["404"] })).toBe(false);
    expect(await isErased(OTHER, { orderIds: ["404"], customerIds: ["7001"] })).toBe(false);
    expect(await everything("tombstone")).not.toContain("7001");
  });

  test("is recognised under a new master key, and nothing is sent once the old one is gone", async () => {
    await request();
    const current = sealKeyOf(randomBytes(32));
    const concerned = { orderIds: ["404"], customerIds: [] };
    const rotated = openUnder(createKeyring({ current, previous: [oldKey] })).erasures;
    expect(await rotated.isErased(SHOP, concerned)).toBe(true);
    await expect(openUnder(createKeyring({ current })).erasures.isErased(SHOP, concerned)).rejects.toThrow("is needed");
  });
});

test("a request that is finished is not begun again, and its bytes are gone", async () => {
  const begun = await request();
  await open().erasures.finish(begun, "erased");
  const asked = { laneKey: begun.request, askedBy: "t", request: REQUEST };
  expect(await open().erasures.begin(SHOP, asked)).toBeNull();
  expect(await open().erasures.requestIn(SHOP, begun.request)).toBeNull();
});

test("everything is gone through, page by page", async () => {
  const ids = Array.from({ length: 120 }, (_, n) => String(1_000 + n));
  await open().inbox.accept(ids.map((id) => eventFor(id, { shopId: SHOP })));
  const seen = new Set<string>();
  for (let after: string | null = null, first = true; first || after !== null; first = false) {
    const page = await open().erasures.events(SHOP, after);
    for (const { laneKey } of page.items) seen.add(laneKey);
    after = page.after;
  }
  expect(seen.size).toBe(120);
});
