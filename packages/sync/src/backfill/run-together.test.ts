import { describe, expect, test } from "vitest";
import { createTestEngine } from "../../../../test/fakes/engine.ts";
import { eventFor } from "../../../../test/fakes/event-for.ts";
import { sampleFacts, sampleSnapshot } from "../order/sample-order.fixture.ts";
import { createImport } from "./create-import.ts";
import type { BulkPort } from "./gather-upserts.ts";
import { runTogether } from "./run-together.ts";

const CHANNELS = { b2b: "trade" };

/** The same facts are the same event. Orders from "100" on are those of another sales channel. */
function event(id: string) {
  const snapshot = sampleSnapshot({ salesChannelId: Number(id) < 100 ? null : "b2b" });
  return eventFor(id, { id, body: Buffer.from(JSON.stringify(sampleFacts(id, { snapshot }))) });
}

function stand() {
  const engine = createTestEngine({ settings: { slugBySalesChannel: CHANNELS } });
  const slugs: string[] = [];
  const bulks: string[][] = [];
  const core: BulkPort = {
    async upsertOrders(orders) {
      bulks.push(orders.map(({ id }) => id));
      return [];
    },
    upsertOrder: async () => {},
  };
  const unfinished: unknown[] = [];
  let pauses = 0;
  const live = { now: false };
  const take = createImport({
    inbox: engine.lanes,
    lanes: engine.lanes,
    runTogether: (turns) =>
      runTogether(turns, {
        ...engine.deps,
        bulkFor: ({ slug }) => {
          slugs.push(slug);
          return core;
        },
        sleep: () => new Promise(() => {}),
        async pause() {
          pauses += 1;
        },
        onUnfinished: (error) => void unfinished.push(error),
      }),
    leaseMs: 30_000,
    isLive: () => live.now,
    clock: { now: engine.now },
    onError: (error) => void unfinished.push(error),
  });
  /** Batches that are under way once another one may be read. */
  async function underWayAfter(...ids: string[]) {
    const working = new Set<Promise<void>>();
    for (const id of ids) await take(event(id).shopId, [event(id)], working);
    const { size } = working;
    await Promise.all(working);
    return size;
  }
  async function bring(...ids: string[]) {
    const working = new Set<Promise<void>>();
    const events = ids.map((id) => event(id));
    const [first] = events;
    if (first === undefined) throw new Error("nothing to bring");
    await take(first.shopId, events, working);
    await Promise.all(working);
  }
  return { engine, bulks, slugs, unfinished, bring, live, underWayAfter, pauses: () => pauses };
}

describe("imported orders", () => {
  test("of a batch reach the core together, and are delivered each in its own lane", async () => {
    const { engine, bulks, bring, unfinished } = stand();
    await bring("1", "2", "3");
    expect(bulks).toEqual([["1", "2", "3"]]);
    for (const id of ["1", "2", "3"]) {
      expect(engine.lanes.orderOf(id)?.status).toBe("delivered");
      expect(engine.lanes.outboxOf(id)).toMatchObject([{ effect: "order", state: "delivered" }]);
    }
    expect(unfinished).toEqual([]);
  });

  test("begin one after the other, and leave room between them for what cannot wait", async () => {
    const { pauses, bulks, bring } = stand();
    await bring("1", "2", "3");
    expect(pauses()).toBe(3);
    expect(bulks).toEqual([["1", "2", "3"]]);
  });

  test.each([
    [false, 1],
    [true, 0],
  ])("make room for live orders (%s): besides a batch that is read no other one is under way", async (isLive, left) => {
    const { live, underWayAfter } = stand();
    live.now = isLive;
    expect(await underWayAfter("1", "2", "3")).toBe(left);
  });

  test("of several sales channels reach each slug in one request, and nobody waits for the others", async () => {
    const { engine, bulks, slugs, bring, unfinished } = stand();
    await bring("1", "100", "2", "101", "102");
    expect(slugs).toEqual(["shop", "trade"]);
    expect(bulks.sort()).toEqual([
      ["1", "2"],
      ["100", "101", "102"],
    ]);
    for (const id of ["1", "102"]) expect(engine.lanes.orderOf(id)?.status).toBe("delivered");
    expect(unfinished).toEqual([]);
  });

  test("of which one is alone at its slug are sent all the same", async () => {
    const { engine, bulks, bring } = stand();
    await bring("1", "100", "101");
    expect(bulks).toEqual([["100", "101"]]);
    expect(engine.lanes.orderOf("1")?.status).toBe("delivered");
  });

  test("that are known word for word are not sent again", async () => {
    const { bulks, bring } = stand();
    await bring("1", "2");
    await bring("1", "2");
    expect(bulks).toEqual([["1", "2"]]);
  });

  test("are any worker's after a while, should the one that brought them die", async () => {
    const { engine } = stand();
    await engine.lanes.accept([event("1")], { dueAt: engine.now() + 30_000 });
    await engine.drain();
    expect(engine.sent).toEqual([]);
    engine.advance(30_000);
    await engine.drain();
    expect(engine.sent).toHaveLength(1);
  });

  test("whose turn breaks off fail for themselves, and the others are sent", async () => {
    const { engine, bulks, bring, unfinished } = stand();
    const settle = engine.lanes.settle;
    engine.deps.lanes = {
      ...engine.lanes,
      settle: async (lease, settled, next) => {
        if (lease.laneKey === "2") throw new Error("the database is away");
        return settle(lease, settled, next);
      },
    };
    await bring("1", "2", "3");
    expect(bulks).toEqual([["1", "2", "3"]]);
    expect(unfinished).toHaveLength(1);
    expect(engine.lanes.orderOf("3")?.status).toBe("delivered");
    expect(engine.lanes.orderOf("2")?.status).toBe("pending");
  });
});
