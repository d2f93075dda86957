import { shopIdOf } from "@karla/sync/ids";
import type { Turn } from "@karla/sync/lanes";
import { untried } from "@karla/sync/try-effect";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { done } from "../../../test/contract/engine/lanes-harness.ts";
import { eventFor } from "../../../test/fakes/event-for.ts";
import { sampleOrder } from "../../sync/src/order/sample-order.fixture.ts";
import { type StoreAtATime, storeAtATime } from "./store-at-a-time.fixture.ts";

const SHOP = shopIdOf("shopify", "a.myshopify.com");
const REQUEST = { limit: 10, leaseMs: 30_000, maxEvents: 10 };
const KNOWN = { order: "0".repeat(64), trackings: {} };

let store: StoreAtATime;

beforeAll(async () => {
  store = await storeAtATime();
});
beforeEach(() => store.empty());
afterAll(() => store.drop());

async function claimOne(): Promise<Turn> {
  const [turn, ...others] = await store.open().lanes.claim(REQUEST);
  if (turn === undefined || others.length > 0) throw new Error("not one lane was due");
  return turn;
}

/** An order in the books; `delivered` as the core has it. */
async function keep(id: string, status: "delivered" | "skipped"): Promise<void> {
  const { inbox, lanes } = store.open();
  await inbox.accept([eventFor(id, { shopId: SHOP })]);
  const turn = await claimOne();
  const reason = status === "skipped" ? "no_address" : null;
  const order = { order: { ...sampleOrder(), id }, version: 3, status, reason, delivered: KNOWN };
  await lanes.absorb(turn.lease, { ...done(turn), order }, { next: null });
}

describe("orders that are sent again for another mapping", () => {
  test("are owed in a new version once every worker knows; what the core has stays known", async () => {
    await keep("1", "delivered");
    await keep("2", "delivered");
    expect(await store.open().oweAgain.orders(SHOP, ["1", "404"])).toBe(1);
    expect(await store.open().lanes.claim(REQUEST)).toEqual([]);
    store.at.now += 2_000;
    const turn = await claimOne();
    expect(turn).toMatchObject({
      lease: { laneKey: "1" },
      resend: false,
      outbox: expect.arrayContaining([
        expect.objectContaining({ effect: "read_extras", state: "pending", version: 4 }),
        expect.objectContaining({ effect: "order", state: "pending", version: 4, started: 0 }),
      ]),
      order: { version: 4, status: "pending", delivered: KNOWN },
    });
  });

  test("are none of those that are not sent, and none of another shop's", async () => {
    await keep("1", "skipped");
    await keep("2", "delivered");
    expect(await store.open().oweAgain.orders(SHOP, ["1"])).toBe(0);
    expect(await store.open().oweAgain.orders(shopIdOf("shopify", "b.myshopify.com"), ["2"])).toBe(0);
  });

  test("stay owed when a turn that was under way settles what it sent before", async () => {
    await keep("1", "delivered");
    await store.open().oweAgain.orders(SHOP, ["1"]);
    store.at.now += 2_000;
    const turn = await claimOne();
    const item = turn.outbox.find(({ effect }) => effect === "order");
    if (item === undefined) throw new Error("nothing is owed");
    await store.pool.query("UPDATE shop_order SET status = 'delivered'");
    expect(await store.open().oweAgain.orders(SHOP, ["1"])).toBe(1);
    const effect = { ...untried(item, store.at.now), state: "delivered" as const, tried: true };
    const order = { status: "delivered" as const, reason: null, delivered: KNOWN, version: 4 };
    expect(await store.open().lanes.settle(turn.lease, { effects: [effect], order }, null)).toBe(true);
    store.at.now += 2_000;
    expect(await claimOne()).toMatchObject({
      outbox: [
        { state: "pending", version: 5 },
        { state: "pending", version: 5 },
      ],
      order: { version: 5, status: "pending" },
    });
  });
});
