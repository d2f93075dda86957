import { describe, expect, test } from "vitest";
import { PlayedFailure } from "../../../../test/fakes/engine.ts";
import { SHOP_A as SHOP } from "../../../../test/fakes/event-for.ts";
import { createCatalogueEngine, variantOf } from "../../../../test/fakes/memory-catalogue.ts";
import type { Product } from "./product.ts";

const product = (id: string, ...variants: string[]): Product => ({
  id,
  variants: variants.map((each) => variantOf(each)),
});
const effectsOf = (engine: ReturnType<typeof createCatalogueEngine>, lane: string) =>
  engine.lanes.outboxOf(lane).map(({ effect, state }) => `${effect} ${state}`);

describe("a product that the shop says has changed", () => {
  test("is brought to the core once for all messages of two seconds, whichever of its variants they name", async () => {
    const engine = createCatalogueEngine();
    engine.sells(product("1", "11", "12"));
    await engine.hear("11", "12");
    // Variants are said with their product.
    await engine.drain();
    expect(engine.calls).toEqual(["POST 11 12"]);
    expect(engine.core.get("shop/1")).toHaveLength(2);
    expect(engine.lanes.eventsOf("products")).toMatchObject([{ state: "done", reason: "no_order" }]);
    expect(effectsOf(engine, "product/1")).toEqual(["sync_product delivered"]);
  });

  test("goes out again only as far as it is another one", async () => {
    const engine = createCatalogueEngine();
    engine.sells(product("1", "11", "12"));
    await engine.hear("1");
    await engine.hear("1");
    engine.sells({ id: "1", variants: [variantOf("11"), variantOf("12", { price: "19.90" })] });
    await engine.hear("1");
    expect(engine.calls).toEqual(["POST 11 12", "PUT 12"]);
  });

  test("is deleted there when nothing of it is sold any more, and when the shop has forgotten it", async () => {
    const engine = createCatalogueEngine();
    engine.sells(product("1", "11"), product("2", "2"));
    await engine.hear("1", "2");
    engine.sells(product("1"));
    engine.shop.delete("2");
    await engine.hear("1", "2", "3");
    expect(engine.calls).toEqual(["PUT 11", "PUT 2", "DELETE 1", "DELETE 2"]);
    expect([...engine.given.values()].flat()).toEqual([]);
    await engine.hear("1", "2");
    expect(engine.calls).toHaveLength(4);
  });

  test("of which a variant is gone is given anew with all that is left: by the variant alone nobody could delete it", async () => {
    const engine = createCatalogueEngine();
    engine.sells(product("1", "11", "12", "13"));
    await engine.hear("1");
    engine.sells(product("1", "11", "13"));
    // The shop names the variant, and does not know any more whose it was.
    await engine.hear("12");
    await engine.drain();
    expect(engine.calls).toEqual(["POST 11 12 13", "DELETE 1", "POST 11 13"]);
    expect(engine.core.get("shop/1")?.map(({ variant_id }) => variant_id)).toEqual(["11", "13"]);
  });

  test("that was one of its own and is a variant now is there as the variant alone", async () => {
    const engine = createCatalogueEngine();
    engine.sells(product("12", "12"));
    await engine.hear("12");
    engine.shop.delete("12");
    engine.sells(product("1", "11", "12"));
    await engine.hear("12");
    await engine.drain();
    expect(engine.calls).toEqual(["PUT 12", "DELETE 12", "POST 11 12"]);
    expect(engine.core.has("shop/12")).toBe(false);
  });

  test("with more variants than one request takes goes out in several", async () => {
    const engine = createCatalogueEngine();
    const ids = Array.from({ length: 120 }, (_, index) => String(100 + index));
    engine.sells(product("1", ...ids));
    await engine.hear("1");
    expect(engine.calls.map((call) => call.split(" ").length - 1)).toEqual([50, 50, 20]);
    expect(engine.core.get("shop/1")).toHaveLength(120);
  });

  test("is in the place of each sales channel that shows it, and leaves that of one that does not any more", async () => {
    const engine = createCatalogueEngine({ settings: { slugBySalesChannel: { b: "trade" } } });
    engine.sells({ id: "1", variants: [variantOf("1", { salesChannelIds: ["a", "b"] })] });
    await engine.hear("1");
    engine.sells({ id: "1", variants: [variantOf("1", { salesChannelIds: ["a"] })] });
    await engine.hear("1");
    expect(engine.calls).toEqual(["PUT 1", "trade: PUT 1", "trade: DELETE 1"]);
  });
});

describe("where something is in the way", () => {
  test("nothing is asked of a shop that has the sync switched off", async () => {
    const engine = createCatalogueEngine({ settings: { syncProducts: false } });
    engine.sells(product("1", "11"));
    await engine.hear("1");
    expect(engine.reads).toEqual([]);
    expect(engine.lanes.eventsOf("products")).toMatchObject([{ state: "done", reason: "no_order" }]);
    expect(effectsOf(engine, "product/1")).toEqual([]);
  });

  test("a product that the core does not take is a dead letter after three tries, and the merchant's problem alone", async () => {
    const engine = createCatalogueEngine();
    engine.plays.refuses = ({ variant_id }) =>
      variant_id === "12" ? new PlayedFailure({ status: 422, detail: "price" }) : null;
    engine.sells(product("1", "11", "12"));
    await engine.hear("1");
    for (let tries = 0; tries < 5; tries += 1) {
      engine.advance(10 * 60_000);
      await engine.drain();
    }
    expect(effectsOf(engine, "product/1")).toEqual(["sync_product dead"]);
    expect([...engine.problems]).toEqual(["products_refused"]);
    // The other one is there, and goes when the product goes.
    expect(engine.core.get("shop/1")?.map(({ variant_id }) => variant_id)).toEqual(["11"]);
    engine.shop.delete("1");
    await engine.hear("1");
    expect(engine.calls.at(-1)).toBe("DELETE 1");
  });

  test("a core that does not let us write products stops no order: products have a breaker of their own", async () => {
    const engine = createCatalogueEngine();
    engine.plays.away = new PlayedFailure({ status: 403, credentials: true });
    engine.sells(product("1", "11"));
    await engine.hear("1");
    expect([...engine.problems]).toEqual(["products_not_synced"]);
    expect(await engine.deps.breakers.read(SHOP, "karla")).toMatchObject({ openedAt: null });
    engine.plays.away = null;
    engine.advance(10 * 60_000);
    await engine.drain();
    expect([...engine.problems]).toEqual([]);
    expect(engine.core.get("shop/1")).toHaveLength(1);
  });

  test("what died on the way is done again: the core may have it, and nothing is thought to be there that is not", async () => {
    const engine = createCatalogueEngine();
    engine.sells(product("1", "11"));
    engine.failpoints.at = "after_core_answer";
    await engine.hear("1").catch(() => {});
    engine.failpoints.at = null;
    engine.advance(31_000);
    await engine.drain();
    expect(effectsOf(engine, "product/1")).toEqual(["sync_product delivered"]);
    expect(engine.calls).toEqual(["PUT 11"]);
  });

  test("a message that comes while its product is being given has it looked at once more", async () => {
    const engine = createCatalogueEngine();
    engine.sells(product("1", "11"));
    const { catalogue } = engine.deps;
    if (catalogue === null) throw new Error("no catalogue");
    engine.plays.refuses = () => {
      engine.plays.refuses = () => null;
      // Its price changes after it was read.
      engine.sells({ id: "1", variants: [variantOf("11", { price: "19.90" })] });
      void catalogue.owe(SHOP, ["1"], engine.now());
      return null;
    };
    await engine.hear("1");
    await engine.drain();
    expect(engine.calls).toEqual(["PUT 11", "PUT 11"]);
    expect(JSON.stringify(engine.core.get("shop/1"))).toContain("19.90");
  });
});
