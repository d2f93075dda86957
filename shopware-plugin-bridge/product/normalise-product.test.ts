import { objectOf } from "@karla/sync/json-fields";
import { Decimal } from "@karla/sync/money";
import { readJson } from "@karla/sync/read-json";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normaliseProduct } from "./normalise-product.ts";

const OWN_CURRENCY = "b7d2554b0ce847cd82f3ac9bd1c0dfca";
const price = (gross: unknown, currencyId = OWN_CURRENCY) => [{ currencyId, gross, net: 1, linked: true }];
const cover = (url: string) => ({ media: { url } });
const named = (code: string, name: string) => ({ name, language: { locale: { code } } });

const shirt = {
  id: "p",
  parentId: null,
  active: true,
  productNumber: "SHIRT",
  name: "Hemd",
  translated: { name: "Hemd" },
  price: price(29.9),
  cover: cover("https://cdn.example.com/shirt.jpg"),
  visibilities: [{ salesChannelId: "a" }],
  translations: [named("de-DE", "Hemd"), named("en-GB", "Shirt")],
  options: [],
  children: [],
};
const red = {
  id: "v1",
  active: null,
  productNumber: "SHIRT-R",
  name: null,
  price: null,
  cover: null,
  visibilities: [],
  options: [
    { name: "M", group: { name: "Größe", position: 2 } },
    { name: "Rot", translated: { name: "Rot" }, group: { name: "Farbe", position: 1 } },
  ],
};

/** As the Admin API's answer is read: figures are texts. */
function normalise(product: unknown) {
  const read = readJson(Buffer.from(JSON.stringify(product)));
  const entity = read.outcome === "value" ? objectOf(read.value) : null;
  return normaliseProduct(entity ?? {}, "p");
}
const variantsOf = (product: object) => normalise({ ...shirt, ...product }).variants;
const withVariant = (variant: object, product: object = {}) =>
  variantsOf({ ...product, children: [{ ...red, ...variant }] })[0];

describe("a product without variants", () => {
  test("is sold under its own id, with all that is known of it", () => {
    expect(normalise(shirt)).toEqual({
      id: "p",
      variants: [
        {
          id: "p",
          title: "Hemd",
          variantTitle: null,
          price: "29.90",
          sku: "SHIRT",
          imageUrl: "https://cdn.example.com/shirt.jpg",
          titles: { de: "Hemd", en: "Shirt" },
          salesChannelIds: ["a"],
        },
      ],
    });
  });

  test.each([[false], [null], [undefined], ["true"], [1]])("is not sold while it is %j", (active) => {
    expect(variantsOf({ active })).toEqual([]);
  });
});

describe("a product with variants", () => {
  test("is sold as these, which have from it what they have not of their own", () => {
    expect(withVariant({})).toEqual({
      id: "v1",
      title: "Hemd",
      variantTitle: "Rot / M",
      price: "29.90",
      sku: "SHIRT-R",
      imageUrl: "https://cdn.example.com/shirt.jpg",
      titles: { de: "Hemd", en: "Shirt" },
      salesChannelIds: ["a"],
    });
    const own = {
      price: price(19.9),
      cover: cover("https://cdn.example.com/red.jpg"),
      visibilities: [{ salesChannelId: "b" }],
    };
    expect(withVariant({ ...own, name: "Rotes Hemd" })).toMatchObject({
      title: "Hemd",
      price: "19.90",
      imageUrl: "https://cdn.example.com/red.jpg",
      salesChannelIds: ["b"],
    });
  });

  test.each([
    [true, true, 1],
    [true, null, 1],
    [true, false, 0],
    [false, null, 0],
    [false, true, 1],
  ])("product %j, variant %j: %i is sold", (ofProduct, ofVariant, count) => {
    expect(variantsOf({ active: ofProduct, children: [{ ...red, active: ofVariant }] })).toHaveLength(count);
  });

  test("is called by its number where it has no name, and the same whatever the order of its options", () => {
    expect(withVariant({}, { name: null, translated: [] })?.title).toBe("SHIRT-R");
    expect(withVariant({ options: red.options.toReversed() })?.variantTitle).toBe("Rot / M");
    expect(withVariant({ options: [{ name: "S", group: null }, { name: "L" }] })?.variantTitle).toBe("L / S");
  });
});

test.each([
  ["as typed", price(29.9), "29.90"],
  ["whole", price(30), "30.00"],
  ["with the noise of a float", price(23.799999999999997), "23.80"],
  ["with more decimals", price(0.1234), "0.1234"],
  ["small, as PHP writes it", [{ currencyId: OWN_CURRENCY, gross: "1.0e-6" }], "0.00"],
  ["in the shop's own currency, wherever it stands", [...price(1, "other"), ...price(2)], "2.00"],
  ["in the first where there is none of its own", [...price(1, "other"), ...price(2, "third")], "1.00"],
  ["of a map, as PHP writes a list with gaps", { c1: price(2)[0] }, "2.00"],
  ["of no amount", price("free"), null],
  ["of none", null, null],
])("a price %s", (_what, prices, expected) => {
  expect(variantsOf({ price: prices })[0]?.price).toBe(expected);
});

test.each([
  ["the country that has its name from the language first", ["de-AT", "de-DE", "de-CH"], { de: "de-DE" }],
  ["else the first by its code", ["en-US", "en-GB"], { en: "en-GB" }],
  ["and no language without two letters", ["fil-PH", "", "xx"], {}],
])("names by language: %s", (_what, codes, titles) => {
  expect(variantsOf({ translations: codes.map((code) => named(code, code)) })[0]?.titles).toEqual(titles);
});

test.each([
  ["https://cdn.example.com/größe 1.jpg", null],
  ["https://müller.example/größe.jpg", "https://xn--mller-kva.example/gr%C3%B6%C3%9Fe.jpg"],
  ["javascript:alert(1)", null],
  ["/media/shirt.jpg", null],
  ["", null],
])("a picture at %j", (url, expected) => {
  expect(variantsOf({ cover: cover(url) })[0]?.imageUrl).toBe(expected);
});

test("whatever a shop answers is read: what is no price, link or text is left out", () => {
  const anything = fc.anything({ withNullPrototype: false, maxDepth: 3 });
  const like = (entity: object) =>
    fc.record(
      Object.fromEntries(
        Object.entries(entity).map(([key, value]) => [key, fc.oneof(fc.constant(value), fc.jsonValue())]),
      ),
    );
  fc.assert(
    fc.property(like(shirt), fc.array(like(red), { maxLength: 3 }), anything, (product, children, name) => {
      const { variants } = normalise({ ...product, children, name: typeof name === "string" ? name : product.name });
      for (const { id, title, price: amount, imageUrl, titles, salesChannelIds } of variants) {
        expect([id, title].every((text) => text.trim() !== "")).toBe(true);
        if (amount !== null) expect(Decimal.safeParse(amount).success).toBe(true);
        if (imageUrl !== null) expect(new URL(imageUrl).protocol).toMatch(/^https?:$/);
        for (const language of Object.keys(titles)) expect(language).toMatch(/^[a-z]{2}$/);
        expect(salesChannelIds.every((each) => typeof each === "string")).toBe(true);
      }
    }),
  );
});
