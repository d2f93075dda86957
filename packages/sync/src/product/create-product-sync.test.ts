import { describe, expect, test } from "vitest";
import { PlayedFailure } from "../../../../test/fakes/engine.ts";
import { SHOP_A } from "../../../../test/fakes/event-for.ts";
import { createCatalogueEngine, variantOf } from "../../../../test/fakes/memory-catalogue.ts";

const HOUR = 60 * 60_000;

function sellsMany(engine: ReturnType<typeof createCatalogueEngine>, ...ids: string[]) {
  engine.sells(...ids.map((id) => ({ id, variants: [variantOf(id)] })));
}

describe("all of the catalogue", () => {
  test("goes out a page at a time, each page in one request, and is gone through again a day later", async () => {
    const engine = createCatalogueEngine();
    sellsMany(engine, "1", "2", "3", "4", "5");
    await engine.ask();
    expect(engine.calls).toEqual(["POST 1 2", "POST 3 4", "PUT 5"]);
    expect(engine.walks.latest).toMatchObject({ done: 5, finishedAt: expect.any(String) });
    sellsMany(engine, "6");
    engine.advance(23 * HOUR);
    await engine.drain();
    expect(engine.calls).toHaveLength(3);
    engine.advance(HOUR);
    await engine.drain();
    expect(engine.calls.slice(3)).toEqual(["PUT 6"]);
  });

  test("goes on where it was after a process died", async () => {
    const engine = createCatalogueEngine();
    sellsMany(engine, "1", "2", "3", "4");
    const keep = engine.deps.lanes.settle;
    let settled = 0;
    engine.deps.lanes.settle = async (lease, ...rest) => {
      settled += lease.laneKey === "products" ? 1 : 0;
      if (lease.laneKey === "products" && settled === 1) throw new Error("died");
      return keep(lease, ...rest);
    };
    await engine.ask().catch(() => {});
    engine.advance(31_000);
    await engine.drain();
    expect(engine.calls).toEqual(["POST 1 2", "POST 3 4"]);
  });

  test("finds what the shop has deleted without a word", async () => {
    const engine = createCatalogueEngine();
    sellsMany(engine, "1", "2", "3");
    await engine.ask();
    engine.shop.delete("2");
    engine.advance(24 * HOUR);
    await engine.drain();
    expect(engine.calls.slice(2)).toEqual(["DELETE 2"]);
  });

  test("goes out whole again when it is asked for, whatever is thought to be there", async () => {
    const engine = createCatalogueEngine();
    sellsMany(engine, "1", "2");
    await engine.ask();
    engine.advance(HOUR);
    await engine.ask();
    expect(engine.calls).toEqual(["POST 1 2", "POST 1 2"]);
  });

  test("leaves a product alone that somebody else is giving to the core", async () => {
    const engine = createCatalogueEngine();
    sellsMany(engine, "1", "2");
    await engine.deps.catalogue?.owe(SHOP_A, ["1"], engine.now());
    expect(await engine.lanes.take(SHOP_A, ["product/1"], { leaseMs: 30_000, maxEvents: 1 })).toHaveLength(1);
    await engine.ask();
    expect(engine.calls).toEqual(["PUT 2"]);
    expect(engine.reads).toEqual([["2"]]);
    engine.advance(31_000);
    await engine.drain();
    expect(engine.calls).toEqual(["PUT 2", "PUT 1"]);
  });

  test("rests while the core does not answer, and loses nothing by it", async () => {
    const engine = createCatalogueEngine();
    sellsMany(engine, "1", "2", "3", "4");
    engine.plays.away = new PlayedFailure({ kind: "transport" });
    await engine.ask();
    const before = engine.calls.length;
    expect(engine.walks.latest).toMatchObject({ done: 0 });
    const told: number[] = [];
    for (let minutes = 0; minutes < 10; minutes += 1) {
      engine.advance(60_000);
      await engine.drain();
      told.push(engine.problems.size);
    }
    // From the fifth call that nobody answered on, and it stays so.
    expect(told.join("")).toMatch(/^0{0,2}1{8,}$/);
    expect([...engine.problems]).toEqual(["products_not_synced"]);
    expect(engine.calls.length - before).toBeLessThan(40);
    engine.plays.away = null;
    for (let minutes = 0; minutes < 60; minutes += 1) {
      engine.advance(60_000);
      await engine.drain();
    }
    expect([...engine.core.keys()].sort()).toEqual(["shop/1", "shop/2", "shop/3", "shop/4"]);
    expect([...engine.problems]).toEqual([]);
    expect(engine.unfinished).toEqual([]);
  });

  test("goes on behind a product that the core does not take: that one waits for somebody to look at it", async () => {
    const engine = createCatalogueEngine();
    sellsMany(engine, "1", "2", "3");
    engine.plays.refuses = ({ variant_id }) => (variant_id === "2" ? new PlayedFailure({ status: 422 }) : null);
    await engine.ask();
    expect([...engine.core.keys()]).toEqual(["shop/1", "shop/3"]);
    expect(engine.walks.latest).toMatchObject({ done: 3, finishedAt: expect.any(String) });
    expect(engine.lanes.outboxOf("product/2")).toMatchObject([{ state: "pending", refusals: 1 }]);
  });

  test("ends when the sync is switched off", async () => {
    const engine = createCatalogueEngine({ settings: { syncProducts: false } });
    sellsMany(engine, "1", "2");
    await engine.ask();
    expect(engine.calls).toEqual([]);
    expect(engine.lanes.outboxOf("products")).toEqual([]);
  });
});
