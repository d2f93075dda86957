import { shopIdOf } from "@karla/sync/ids";
import type { EffectResult, Turn } from "@karla/sync/lanes";
import type { Effect } from "@karla/sync/outbox";
import { untried } from "@karla/sync/try-effect";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { done } from "../../../test/contract/engine/lanes-harness.ts";
import { eventFor } from "../../../test/fakes/event-for.ts";
import { type StoreAtATime, storeAtATime } from "./store-at-a-time.fixture.ts";

const SHOP = shopIdOf("shopify", "a.myshopify.com");
const CONNECTED = {
  platform: "shopify",
  domain: "a.myshopify.com",
  connection: { slug: "a", username: "a", key: "k" },
} as const;
const HOUR_MS = 3_600_000;

let store: StoreAtATime;

beforeAll(async () => {
  store = await storeAtATime();
});
beforeEach(() => store.empty());
afterAll(() => store.drop());

/** Null: nothing is due. */
async function claimed(): Promise<Turn | null> {
  const [turn] = await store.open().lanes.claim({ limit: 1, leaseMs: 30_000, maxEvents: 10 });
  return turn ?? null;
}

async function begun(): Promise<Turn> {
  const turn = await claimed();
  if (turn === null) throw new Error("no lane was due");
  return turn;
}

/** The turn ends with this come of what it owes. */
function end(turn: Turn, come: Partial<EffectResult>): Promise<boolean> {
  const [item] = turn.outbox;
  if (item === undefined) throw new Error("the turn owes nothing");
  const effect = { ...untried(item, store.at.now), tried: true, ...come };
  return store
    .open()
    .lanes.settle(turn.lease, { effects: [effect], order: null }, come.state === "pending" ? effect.dueAt : null);
}

/** A turn of an order's lane that owes this. */
async function owing(effect: Effect): Promise<Turn> {
  const { inbox, lanes } = store.open();
  await inbox.accept([eventFor("1", { shopId: SHOP })]);
  const turn = await begun();
  await lanes.absorb(
    turn.lease,
    { ...done(turn), owe: [{ effect, version: 1, dueAt: store.at.now }] },
    { next: store.at.now },
  );
  return begun();
}

describe("what is asked for while a turn does the same", () => {
  beforeEach(async () => {
    await store.open().shops.connect(CONNECTED);
    await store.open().standing.reconcile(SHOP);
  });

  test("is done once more, though the turn puts the next time off", async () => {
    const turn = await begun();
    store.at.now += 1;
    await store.open().standing.reconcile(SHOP);
    await end(turn, { state: "pending", dueAt: store.at.now + HOUR_MS });
    const again = await begun();
    expect(again.outbox).toMatchObject([{ effect: "reconcile", state: "pending", dueAt: store.at.now }]);
    await end(again, { state: "pending", dueAt: store.at.now + HOUR_MS });
    expect(await claimed()).toBeNull();
  });

  test.each(["delivered", "withdrawn"] as const)("is done once more, though for the turn it is %s", async (state) => {
    const turn = await begun();
    store.at.now += 1;
    await store.open().standing.reconcile(SHOP);
    await end(turn, { state });
    expect((await begun()).outbox).toMatchObject([{ effect: "reconcile", state: "pending" }]);
  });

  test("is over with the turn where nobody asked meanwhile", async () => {
    await end(await begun(), { state: "delivered" });
    expect(await claimed()).toBeNull();
  });
});

describe("what a turn puts off while the merchant mends what it waits for", () => {
  test("is tried as soon as every worker knows", async () => {
    await store.open().shops.connect(CONNECTED);
    const turn = await owing("order");
    store.at.now += 1;
    await store.open().shops.connect(CONNECTED);
    await end(turn, { state: "pending", dueAt: store.at.now + HOUR_MS });
    expect(await claimed()).toBeNull();
    store.at.now += 2_000;
    expect((await begun()).outbox).toMatchObject([{ effect: "order", state: "pending", dueAt: store.at.now }]);
  });

  test("is tried then, too, where the turn began after that and by what its worker still remembered", async () => {
    await store.open().shops.connect(CONNECTED);
    const { lease } = await owing("order");
    await store.open().lanes.release(lease, store.at.now);
    await store.open().shops.connect(CONNECTED);
    store.at.now += 1_000;
    await end(await begun(), { state: "pending", dueAt: store.at.now + HOUR_MS });
    store.at.now += 1_000;
    expect((await begun()).outbox).toMatchObject([{ effect: "order", state: "pending", dueAt: store.at.now }]);
  });

  test("does not bring back what the turn has delivered", async () => {
    await store.open().shops.connect(CONNECTED);
    const turn = await owing("order");
    store.at.now += 1;
    await store.open().shops.connect(CONNECTED);
    await end(turn, { state: "delivered" });
    store.at.now += 2_000;
    expect((await claimed())?.outbox ?? []).not.toMatchObject([{ state: "pending" }]);
  });

  test("is put off again by a turn that saw what was mended", async () => {
    await store.open().shops.connect(CONNECTED);
    const turn = await owing("order");
    await store.open().shops.connect(CONNECTED);
    await end(turn, { state: "pending", dueAt: store.at.now + HOUR_MS });
    store.at.now += 2_000;
    await end(await begun(), { state: "pending", dueAt: store.at.now + HOUR_MS });
    store.at.now += 2_000;
    expect(await claimed()).toBeNull();
  });
});
