import { randomBytes } from "node:crypto";
import { shopIdOf } from "@karla/sync/ids";
import type { EffectResult, Turn } from "@karla/sync/lanes";
import type { Effect } from "@karla/sync/outbox";
import { untried } from "@karla/sync/try-effect";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { done } from "../../../test/contract/engine/lanes-harness.ts";
import { eventFor } from "../../../test/fakes/event-for.ts";
import type { FreshDatabase } from "../../../test/setup/fresh-database.ts";
import { migratedDatabase } from "../../../test/setup/migrated-database.ts";
import { quietLog } from "../../../test/setup/quiet-log.ts";
import { createKeyring, sealKeyOf } from "./keyring.ts";
import { openStore } from "./open-store.ts";

const SHOP = shopIdOf("shopify", "a.myshopify.com");
const CONNECTED = {
  platform: "shopify",
  domain: "a.myshopify.com",
  connection: { slug: "a", username: "a", key: "k" },
} as const;
const HOUR_MS = 3_600_000;
const master = createKeyring({ current: sealKeyOf(randomBytes(32)) });

let database: FreshDatabase;
let now = Date.UTC(2026, 2, 3);
const open = () =>
  openStore({ platform: "shopify", pool: database.pool, master, clock: { now: () => now }, log: quietLog });

beforeAll(async () => {
  database = await migratedDatabase();
});
beforeEach(() =>
  database.pool.query("TRUNCATE inbox_event, lane, outbox, delivery, shop, shop_alias, breaker, problem"),
);
afterAll(() => database.drop());

/** Null: nothing is due. */
async function claimed(): Promise<Turn | null> {
  const [turn] = await open().lanes.claim({ limit: 1, leaseMs: 30_000, maxEvents: 10 });
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
  const effect = { ...untried(item, now), tried: true, ...come };
  return open().lanes.settle(
    turn.lease,
    { effects: [effect], order: null },
    come.state === "pending" ? effect.dueAt : null,
  );
}

/** A turn of an order's lane that owes this. */
async function owing(effect: Effect): Promise<Turn> {
  const { inbox, lanes } = open();
  await inbox.accept([eventFor("1", { shopId: SHOP })]);
  const turn = await begun();
  await lanes.absorb(turn.lease, { ...done(turn), owe: [{ effect, version: 1, dueAt: now }] }, { next: now });
  return begun();
}

describe("what is asked for while a turn does the same", () => {
  beforeEach(async () => {
    await open().shops.connect(CONNECTED);
    await open().standing.reconcile(SHOP);
  });

  test("is done once more, though the turn puts the next time off", async () => {
    const turn = await begun();
    now += 1;
    await open().standing.reconcile(SHOP);
    await end(turn, { state: "pending", dueAt: now + HOUR_MS });
    const again = await begun();
    expect(again.outbox).toMatchObject([{ effect: "reconcile", state: "pending", dueAt: now }]);
    await end(again, { state: "pending", dueAt: now + HOUR_MS });
    expect(await claimed()).toBeNull();
  });

  test.each(["delivered", "withdrawn"] as const)("is done once more, though for the turn it is %s", async (state) => {
    const turn = await begun();
    now += 1;
    await open().standing.reconcile(SHOP);
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
    await open().shops.connect(CONNECTED);
    const turn = await owing("order");
    now += 1;
    await open().shops.connect(CONNECTED);
    await end(turn, { state: "pending", dueAt: now + HOUR_MS });
    expect(await claimed()).toBeNull();
    now += 2_000;
    expect((await begun()).outbox).toMatchObject([{ effect: "order", state: "pending", dueAt: now }]);
  });

  test("is tried then, too, where the turn began after that and by what its worker still remembered", async () => {
    await open().shops.connect(CONNECTED);
    const { lease } = await owing("order");
    await open().lanes.release(lease, now);
    await open().shops.connect(CONNECTED);
    now += 1_000;
    await end(await begun(), { state: "pending", dueAt: now + HOUR_MS });
    now += 1_000;
    expect((await begun()).outbox).toMatchObject([{ effect: "order", state: "pending", dueAt: now }]);
  });

  test("does not bring back what the turn has delivered", async () => {
    await open().shops.connect(CONNECTED);
    const turn = await owing("order");
    now += 1;
    await open().shops.connect(CONNECTED);
    await end(turn, { state: "delivered" });
    now += 2_000;
    expect((await claimed())?.outbox ?? []).not.toMatchObject([{ state: "pending" }]);
  });

  test("is put off again by a turn that saw what was mended", async () => {
    await open().shops.connect(CONNECTED);
    const turn = await owing("order");
    await open().shops.connect(CONNECTED);
    await end(turn, { state: "pending", dueAt: now + HOUR_MS });
    now += 2_000;
    await end(await begun(), { state: "pending", dueAt: now + HOUR_MS });
    now += 2_000;
    expect(await claimed()).toBeNull();
  });
});
