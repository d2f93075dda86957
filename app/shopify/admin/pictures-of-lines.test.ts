import { describe, expect, test } from "vitest";
import { picturesOfLines } from "./pictures-of-lines.ts";

const readAt = "2026-11-24T09:00:00Z";
const url = "https://cdn.example.com/a.jpg?v=1";
const variant = { id: "gid://shopify/ProductVariant/601" };
const product = { id: "gid://shopify/Product/501" };

describe("the pictures of an order's lines", () => {
  test("are those of their variants, or of their products where there is no variant", () => {
    const lines = [
      { product, variant, image: { url, altText: "A teapot" } },
      { product, variant: null, image: { url, altText: null } },
    ];
    expect(picturesOfLines(lines, readAt)).toEqual({
      "variant:601": { src: url, alt: "A teapot", readAt },
      "product:501": { src: url, alt: null, readAt },
    });
  });

  test("say that there is none where Shopify was asked and has none", () => {
    expect(picturesOfLines([{ product, variant, image: null }], readAt)).toEqual({
      "variant:601": { src: null, alt: null, readAt },
    });
  });

  test("say nothing of a line without an article, and of one that was read before pictures were asked for", () => {
    const lines = [
      { product: null, variant: null, image: { url, altText: null } },
      { product, variant },
    ];
    expect(picturesOfLines(lines, readAt)).toEqual({});
  });

  test.each(["http://cdn.example.com/a.jpg", "javascript:alert(1)", "data:image/png;base64,AA", "/a.jpg", "", null])(
    "are not at %j, which is no place behind HTTPS",
    (place) => {
      const read = picturesOfLines([{ product, variant, image: { url: place, altText: "A teapot" } }], readAt);
      expect(read).toEqual({ "variant:601": { src: null, alt: null, readAt } });
    },
  );
});
