import { randomBytes } from "node:crypto";
import { shopIdOf } from "@karla/sync/ids";
import type { Absorbed, Turn } from "@karla/sync/lanes";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { claimOne, done } from "../../../test/contract/engine/lanes-harness.ts";
import { eventFor, SHOP_A } from "../../../test/fakes/event-for.ts";
import type { FreshDatabase } from "../../../test/setup/fresh-database.ts";
import { migratedDatabase } from "../../../test/setup/migrated-database.ts";
import { quietLog } from "../../../test/setup/quiet-log.ts";
import { sampleOrder } from "../../sync/src/order/sample-order.fixture.ts";
import { createKeyring, sealKeyOf } from "./keyring.ts";
import { openStore } from "./open-store.ts";

const START = Date.UTC(2026, 0, 1);
const OTHER = shopIdOf("shopify", "b.myshopify.com");
const after = (seconds: number) => new Date(START + seconds * 1_000).toISOString();

let database: FreshDatabase;
beforeAll(async () => {
  database = await migratedDatabase();
});
afterAll(() => database.drop());

let seconds = 0;
function open() {
  const clock = { now: () => START + seconds * 1_000 };
  const master = createKeyring({ current: sealKeyOf(randomBytes(32)) });
  const store = openStore({ platform: "shopify", pool: database.pool, master, clock, log: quietLog });
  const advance = (ms: number) => {
    seconds += ms / 1_000;
  };
  return { ...store, now: clock.now, advance };
}
let store: ReturnType<typeof open>;
beforeEach(async () => {
  await database.pool.query(
    "TRUNCATE inbox_event, lane, outbox, shop_order, delivery, muted_order, problem, shop, shop_alias",
  );
  seconds = 0;
  store = open();
  await store.shops.makeKnown({ platform: "shopify", domain: "a.myshopify.com" });
});

/** The order is known, and owed to the core. */
const known = (turn: Turn): Absorbed => ({
  ...done(turn),
  order: { order: sampleOrder(), version: 1, status: "pending", reason: null, delivered: null },
  owe: [{ effect: "order", version: 1, dueAt: store.now() }],
});

test("of an order that never came there is nothing, though the shop is known, and others came", async () => {
  await store.inbox.accept([eventFor("1"), eventFor("2", { shopId: OTHER })]);
  expect(await store.histories.of(SHOP_A, "2")).toBeNull();
  expect(await store.histories.of(SHOP_A, "3")).toBeNull();
  expect(await store.histories.of(OTHER, "1")).toBeNull();
});

test("what came and was not looked at yet is pending", async () => {
  await store.inbox.accept([eventFor("1")]);
  seconds = 1;
  await store.inbox.accept([eventFor("1")]);
  expect(await store.histories.of(SHOP_A, "1")).toEqual({
    events: { firstAt: after(0), lastAt: after(1), pending: 2 },
    quarantined: null,
    order: null,
    tried: null,
    effects: [],
    mutedAt: null,
    shop: { connected: false, problems: [] },
  });
});

test("a message that could not be used counts until something newer of the order was used", async () => {
  await store.inbox.accept([eventFor("1")]);
  const bad = await claimOne(store);
  const [result] = done(bad).events;
  if (result === undefined) throw new Error("nothing was claimed");
  const quarantined = { ...result, state: "quarantined" as const, reason: "unreadable_body" };
  await store.lanes.absorb(bad.lease, { ...done(bad), events: [quarantined] }, { next: null });
  expect(await store.histories.of(SHOP_A, "1")).toMatchObject({
    quarantined: { at: after(0), reason: "unreadable_body" },
  });
  seconds = 1;
  await store.inbox.accept([eventFor("1")]);
  const good = await claimOne(store);
  await store.lanes.absorb(good.lease, done(good), { next: null });
  expect((await store.histories.of(SHOP_A, "1"))?.quarantined).toBeNull();
});

test("each step has the time at which it was done", async () => {
  await store.inbox.accept([eventFor("1")]);
  seconds = 1;
  const turn = await claimOne(store);
  await store.lanes.absorb(turn.lease, known(turn), null);
  seconds = 2;
  const item = {
    effect: "order" as const,
    state: "pending" as const,
    version: 1,
    dueAt: store.now(),
    started: 0,
    finished: 0,
    refusals: 0,
    firstTriedAt: null,
    openMsAtFirst: 0,
  };
  await store.lanes.begin(turn.lease, [item], 0);
  seconds = 3;
  const delivered = { order: "a".repeat(64), trackings: { ["b".repeat(64)]: "c".repeat(64) } };
  const effect = {
    item,
    state: "delivered" as const,
    reason: null,
    detail: null,
    dueAt: 0,
    tried: true,
    refused: false,
    httpStatus: 200,
    payloadHash: null,
    mappingVersion: 7,
    startedAt: START + 2_000,
    durationMs: 900,
  };
  const order = { status: "delivered" as const, reason: null, delivered, version: 1 };
  await store.lanes.settle(turn.lease, { effects: [effect], order }, null);
  await store.muted.mute(SHOP_A, "1");
  await store.problems.raise(SHOP_A, "orders_refused");
  await store.problems.raise(OTHER, "core_unreachable");
  expect(await store.histories.of(SHOP_A, "1")).toMatchObject({
    events: { pending: 0 },
    order: {
      name: sampleOrder().snapshot?.name,
      status: "delivered",
      erased: false,
      receivedAt: after(1),
      deliveredAt: after(3),
      trackings: 1,
    },
    tried: { at: after(2), mapping: 7 },
    effects: [{ effect: "order", state: "delivered", decidedAt: after(1), deliveredAt: after(3) }],
    mutedAt: after(3),
    shop: { problems: ["orders_refused"] },
  });
  await database.pool.query("UPDATE shop_order SET state = NULL");
  expect((await store.histories.of(SHOP_A, "1"))?.order?.erased).toBe(true);
});
