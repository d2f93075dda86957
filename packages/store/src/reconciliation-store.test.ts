import { shopIdOf } from "@karla/sync/ids";
import type { Find } from "@karla/sync/ledger";
import type { Reconciliation } from "@karla/sync/reconciliation";
import { REDELIVERY } from "@karla/sync/replay-terms";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { eventFor } from "../../../test/fakes/event-for.ts";
import type { FreshDatabase } from "../../../test/setup/fresh-database.ts";
import { keepOrder } from "../../../test/setup/keep-order.ts";
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
  await database.pool.query("TRUNCATE reconciliation, ledger_find, inbox_event, lane, outbox, shop_order, shop");
  await open().shops.makeKnown({ platform: "shopify", domain: "a.myshopify.com" });
});
afterAll(() => database.drop());

const open = () =>
  openStore({ platform: "shopify", pool: database.pool, master, clock: { now: () => now }, log: quietLog });

const found = (id: string) => ({ id, name: `#${id}`, placedAt: "2026-03-01T08:00:00.000Z", why: "missing" as const });

const run = (id: number, changes: Partial<Reconciliation> = {}): Reconciliation => ({
  id: `00000000-0000-4000-8000-00000000000${id}`,
  changed: { from: "2026-03-02T00:00:00.000Z", to: "2026-03-03T00:00:00.000Z" },
  after: "cursor",
  listedAll: false,
  todo: [found("1"), found("2")],
  listed: 3,
  repaired: 0,
  gone: 0,
  unread: 0,
  missing: 1,
  stale: 1,
  startedAt: `2026-03-03T00:0${id}:00.000Z`,
  finishedAt: null,
  ...changes,
});

test("what is kept is what is read, until it is finished; the finished ones come newest first", async () => {
  const { reconciliations } = open();
  expect(await reconciliations.current(SHOP)).toBeNull();
  await reconciliations.keep(SHOP, run(1));
  const further = run(1, { todo: [], listedAll: true, after: null, repaired: 2 });
  await reconciliations.keep(SHOP, further);
  expect(await reconciliations.current(SHOP)).toEqual(further);
  expect(await reconciliations.current(OTHER)).toBeNull();
  const finished = { ...further, finishedAt: "2026-03-03T00:02:00.000Z" };
  await reconciliations.keep(SHOP, finished);
  await reconciliations.keep(SHOP, run(2, { finishedAt: "2026-03-03T00:03:00.000Z" }));
  expect(await reconciliations.current(SHOP)).toBeNull();
  expect((await reconciliations.finished(SHOP, 5)).map(({ id }) => id)).toEqual([run(2).id, run(1).id]);
});

test("what became of an order that was found is kept with the step that read it, and never changed", async () => {
  const { reconciliations } = open();
  const read = (id: string, outcome: Find["outcome"]): Find => ({
    reconciliationId: run(1).id,
    ...found(id),
    outcome,
    foundAt: "2026-03-03T00:01:30.000Z",
  });
  await reconciliations.keep(SHOP, run(1), [read("1", "unread"), read("2", "repaired")]);
  await reconciliations.keep(SHOP, run(1, { todo: [] }), [read("1", "repaired")]);
  expect(await reconciliations.finds(SHOP, run(1).id)).toEqual([read("1", "unread"), read("2", "repaired")]);
  expect(await reconciliations.finds(OTHER, run(1).id)).toEqual([]);
});

test("the books say of an order when it was seen, and that it was erased; of others nothing", async () => {
  const store = open();
  await keepOrder(store, SHOP, "1");
  await keepOrder(store, SHOP, "2");
  await keepOrder(store, OTHER, "3");
  await database.pool.query("UPDATE shop_order SET state = NULL WHERE order_id = '2'");
  const booked = await store.reconciliations.booked(SHOP, ["1", "2", "3", "4"]);
  expect([...booked.keys()].sort()).toEqual(["1", "2"]);
  expect(booked.get("2")?.erased).toBe(true);
});

test("a shop is heard by what it sends, not by what was read of it or asked for", async () => {
  const { inbox, reconciliations } = open();
  const since = new Date(now - 1_000).toISOString();
  for (const topic of ["admin/order", "flow/sync-order", "action/sync-orders", REDELIVERY]) {
    await inbox.accept([eventFor("1", { shopId: SHOP, topic })]);
  }
  expect(await reconciliations.heardSince(SHOP, since)).toBe(false);
  await inbox.accept([eventFor("1", { shopId: SHOP })]);
  expect(await reconciliations.heardSince(SHOP, since)).toBe(true);
  expect(await reconciliations.heardSince(SHOP, new Date(now + 1_000).toISOString())).toBe(false);
});

test("a comparison that is asked for is due at once, and never later than it was", async () => {
  const { standing, lanes } = open();
  await standing.reconcile(SHOP);
  now += 1_000;
  await standing.reconcile(SHOP);
  const [turn] = await lanes.claim({ limit: 1, leaseMs: 30_000, maxEvents: 10 });
  expect(turn?.outbox).toMatchObject([{ effect: "reconcile", state: "pending", dueAt: now - 1_000 }]);
});

test("an app that is opened again begins nothing anew", async () => {
  const { standing, lanes } = open();
  await standing.begin(SHOP);
  const begun = now;
  now += 60_000;
  await standing.begin(SHOP);
  const [turn] = await lanes.claim({ limit: 1, leaseMs: 30_000, maxEvents: 10 });
  expect(turn?.outbox.map(({ effect, dueAt }) => [effect, dueAt]).sort()).toEqual([
    ["certify", begun],
    ["reconcile", begun],
    ["subscribe", begun],
  ]);
});
