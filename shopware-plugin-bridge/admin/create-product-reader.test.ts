import { afterEach, describe, expect, test } from "vitest";
import { createCatalogueEngine } from "../../test/fakes/memory-catalogue.ts";
import { closeShopsWithApp, shopWithApp } from "../announce/shop-with-app.fixture.ts";
import { normaliseShopware } from "../webhooks/normalise.ts";
import { createProductReader } from "./create-product-reader.ts";

afterEach(closeShopsWithApp);

/** A stand-in shop with our app, the engine that syncs its catalogue, and what the merchant does to it. */
async function stand() {
  const { shop, shopId, deps, told, asked } = await shopWithApp();
  const reader = createProductReader(deps);
  const engine = createCatalogueEngine({ products: reader });
  const { shelf } = shop;
  const variants = shelf.all().filter((each) => each.parentId !== null);
  const hear = async (events: Parameters<typeof shop.send>[0]) => {
    told.length = 0;
    await shop.send(events);
    expect(told).toHaveLength(events.length);
    for (const body of told) {
      const normalised = normaliseShopware({
        topic: JSON.parse(body).data.event,
        body: Buffer.from(body),
        headers: {},
      });
      if (normalised.outcome !== "products") throw new Error("no product is named");
      await engine.hear(...normalised.ids);
    }
    await engine.drain();
  };
  /** What the core should have, by the shop's own books. */
  const sold = () => {
    const isActive = ({ active, parentId }: (typeof variants)[number]): boolean =>
      active ?? (parentId !== null && shelf.find(parentId)?.active === true);
    return shelf
      .all()
      .filter((each) => isActive(each) && !shelf.all().some(({ parentId }) => parentId === each.id))
      .map(({ id, parentId, line, currency }) => ({
        product_id: parentId ?? id,
        variant_id: id,
        title: (parentId === null ? line : (shelf.find(parentId)?.line ?? line)).title,
        price: (line.price / 10 ** currency.digits).toFixed(2),
        image: line.picture?.src ?? null,
        variant_title: parentId === null ? null : line.variantTitle,
      }));
  };
  const inCore = () =>
    [...engine.core.values()].flat().map((variant) => {
      const {
        product_id,
        variant_id,
        title,
        price,
        image_url = null,
        variant_title = null,
      } = JSON.parse(JSON.stringify(variant));
      return { product_id, variant_id, title, price: price.toFixed(2), image: image_url, variant_title };
    });
  const byId = (a: { variant_id: string }, b: { variant_id: string }) => (a.variant_id < b.variant_id ? -1 : 1);
  const expectEqual = () => expect(inCore().sort(byId)).toEqual(sold().sort(byId));
  return { shop, shopId, shelf, variants, engine, reader, asked, hear, expectEqual, inCore };
}

describe("the catalogue of a Shopware shop", () => {
  test("is at the core as the shop sells it, with its names in all languages, and each page was asked for once", async () => {
    const { engine, shelf, asked, expectEqual } = await stand();
    await engine.ask();
    expectEqual();
    const some = [...engine.core.values()].flat()[0];
    expect(Object.keys(some?.translations ?? {})).toEqual(["de", "en"]);
    const products = shelf.all().filter(({ parentId }) => parentId === null).length;
    // A list and a reading of each page, and what the core has looked up once.
    expect(asked("POST", "/api/search/product")).toBe(2 * Math.ceil(products / 50) + 1);
  });

  test("follows what the merchant changes, by the messages that the shop sends", async () => {
    const { engine, shelf, variants, hear, expectEqual } = await stand();
    await engine.ask();
    const [first, second] = variants;
    if (first === undefined || second?.parentId == null) throw new Error("the books have no variants");
    await hear(shelf.change(first.id, { price: 1234 }));
    expectEqual();
    await hear(shelf.change(second.parentId, { title: "Ganz neu" }));
    expectEqual();
    await hear(shelf.change(first.id, { active: false }));
    expectEqual();
    await hear(shelf.remove(second.id));
    expectEqual();
    await hear(shelf.remove(second.parentId));
    expectEqual();
  });

  test("is named by its own ids: a variant by its product, and what is gone not at all", async () => {
    const { reader, shopId, shelf, variants } = await stand();
    const [variant] = variants;
    if (variant?.parentId == null) throw new Error("the books have no variants");
    const gone = "0".repeat(32);
    const read = await reader.read(shopId, [variant.id, gone]);
    expect([...read]).toEqual([
      [variant.id, { outcome: "variant_of", productId: variant.parentId }],
      [gone, { outcome: "not_found" }],
    ]);
    expect(await reader.stillThere(shopId, [variant.parentId, gone])).toEqual([variant.parentId]);
    shelf.remove(variant.parentId);
    expect(await reader.stillThere(shopId, [variant.parentId])).toEqual([]);
  });

  test("cannot be read with a permission missing, and the shop says which", async () => {
    const { reader, shop, shopId } = await stand();
    shop.grant(["product:read"]);
    await expect(reader.list(shopId, null)).resolves.toMatchObject({ productIds: expect.any(Array) });
    await expect(reader.read(shopId, ["0".repeat(32)])).rejects.toMatchObject({ permission: "product_media:read" });
  });
});
