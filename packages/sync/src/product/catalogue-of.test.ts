import { expect, test } from "vitest";
import { variantOf } from "../../../../test/fakes/memory-catalogue.ts";
import { catalogueOf, hashOfVariant } from "./catalogue-of.ts";

const connection = { slug: "shop", username: "user", key: "key" };
const placesOf = (variants: Parameters<typeof variantOf>[1][], slugBySalesChannel: Record<string, string> = {}) =>
  catalogueOf(
    { id: "1", variants: variants.map((overrides, index) => variantOf(`1${index + 1}`, overrides)) },
    { connection, settings: { slugBySalesChannel } },
  ).map(({ connection: { slug }, variants: given }) => [slug, given.map(({ variant_id }) => variant_id)]);

test("a variant goes out with all that is known of it, and without what is not", () => {
  const full = variantOf("11", {
    variantTitle: "Rot / M",
    imageUrl: "https://cdn.example.com/shirt.jpg",
    titles: { en: "Shirt", de: "Hemd" },
  });
  const bare = variantOf("12", { price: null, sku: null });
  const [place] = catalogueOf(
    { id: "1", variants: [full, bare] },
    { connection, settings: { slugBySalesChannel: {} } },
  );
  expect(place?.variants.map((variant) => JSON.stringify(variant))).toEqual([
    '{"product_id":"1","variant_id":"11","title":"Shirt","variant_title":"Rot / M","price":29.90,"sku":"SKU-11",' +
      '"image_url":"https://cdn.example.com/shirt.jpg","translations":{"de":{"title":"Hemd"},"en":{"title":"Shirt"}}}',
    '{"product_id":"1","variant_id":"12","title":"Shirt"}',
  ]);
});

test("the order of languages is no difference, a digit of the price is", () => {
  const hashOf = (overrides: Parameters<typeof variantOf>[1]) => {
    const [place] = catalogueOf(
      { id: "1", variants: [variantOf("11", overrides)] },
      { connection, settings: { slugBySalesChannel: {} } },
    );
    return place?.variants.map(hashOfVariant);
  };
  expect(hashOf({ titles: { de: "Hemd", en: "Shirt" } })).toEqual(hashOf({ titles: { en: "Shirt", de: "Hemd" } }));
  expect(hashOf({ price: "29.90" })).not.toEqual(hashOf({ price: "29.91" }));
});

test.each([
  ["without sales channels of their own", {}, [["shop", ["11", "12"]]]],
  ["where all channels are the same shop at the core", { a: "shop", b: "shop" }, [["shop", ["11", "12"]]]],
  [
    "where a channel is a shop of its own",
    { b: "trade" },
    [
      ["shop", ["11"]],
      ["trade", ["12"]],
    ],
  ],
])("variants go to the places whose channels show them: %s", (_what, slugs, places) => {
  expect(placesOf([{ salesChannelIds: ["a"] }, { salesChannelIds: ["b"] }], slugs)).toEqual(places);
});

test("one that no channel shows is nowhere, where channels matter, and one that several show is in each of their places", () => {
  expect(
    placesOf([{ salesChannelIds: [] }, { salesChannelIds: ["a", "b", "b2"] }], { b: "trade", b2: "trade" }),
  ).toEqual([
    ["shop", ["12"]],
    ["trade", ["12"]],
  ]);
});
