import fc from "fast-check";
import { expect, test } from "vitest";
import { PlayedFailure } from "../../../../test/fakes/engine.ts";
import { createCatalogueEngine, variantOf } from "../../../../test/fakes/memory-catalogue.ts";

const HOUR = 60 * 60_000;
const PRODUCTS = ["1", "2", "3"];

/** What a merchant does to a product: its variants and their price, or none of it any more. */
const change = fc.record({
  id: fc.constantFrom(...PRODUCTS),
  variants: fc.option(fc.uniqueArray(fc.constantFrom("a", "b", "c"), { maxLength: 3 }), { nil: null }),
  price: fc.constantFrom("19.90", "29.90"),
  /** Which of the product's own ids, or its variants', the shop's messages name. Empty: they are lost. */
  told: fc.subarray(["own", "a", "b", "c"]),
  core: fc.constantFrom("answers", "answers", "away", "dies"),
  passes: fc.constantFrom(0, 5_000, 10 * 60_000),
});

test("whatever happens to products and messages, once all of the catalogue was gone through the core has what is sold, and no more", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 8 }), async (changes) => {
      const engine = createCatalogueEngine();
      await engine.ask();
      for (const { id, variants, price, told, core, passes } of changes) {
        if (variants === null) engine.shop.delete(id);
        else engine.sells({ id, variants: variants.map((name) => variantOf(`${id}${name}`, { price })) });
        engine.plays.away = core === "away" ? new PlayedFailure({ kind: "transport" }) : null;
        engine.failpoints.at = core === "dies" ? "before_settle" : null;
        const named = told.map((name) => (name === "own" ? id : `${id}${name}`));
        if (named.length > 0) await engine.hear(...named).catch(() => {});
        engine.failpoints.at = null;
        engine.advance(passes);
        await engine.drain();
      }
      engine.plays.away = null;
      for (let hours = 0; hours < 50; hours += 1) {
        engine.advance(HOUR);
        await engine.drain();
      }
      const sold = [...engine.shop.values()].filter(({ variants }) => variants.length > 0);
      const expected = sold.map(({ id, variants }) => [
        `shop/${id}`,
        variants.map((variant) => `${variant.id} ${variant.price}`).sort(),
      ]);
      const inCore = [...engine.core].map(([place, variants]) => [
        place,
        variants.map(({ variant_id, price }) => `${variant_id} ${JSON.stringify(price)}`).sort(),
      ]);
      expect(inCore.sort()).toEqual(expected.sort());
      expect(engine.unfinished).toEqual([]);
    }),
    { numRuns: 150 },
  );
});
