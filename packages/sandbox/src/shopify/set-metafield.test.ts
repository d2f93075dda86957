import { describe, expect, it } from "vitest";
import { fillBooks } from "./fill-books.ts";
import { setMetafield } from "./set-metafield.ts";

const { entries } = fillBooks({ seed: 11, orders: 60, shopDomain: "sandbox-shop.myshopify.com" });
const order = entries.map((entry) => entry.order).find(({ lines, customer }) => lines.length > 2 && customer !== null);
if (order === undefined) throw new Error("the books lack an order");
const [first] = order.lines;
if (first === undefined) throw new Error("an order without lines");
const hint = (value: string) => ({ namespace: "custom", key: "hint", type: "single_line_text_field", value });

describe("a metafield that is set", () => {
  it("leaves the order's version and update time as they were", () => {
    const { metafields, ...rest } = setMetafield(order, { owner: "order" }, hint("a"));
    expect(metafields).toContainEqual(hint("a"));
    expect({ ...rest, metafields: order.metafields }).toEqual(order);
  });

  it("takes the place of one of the same name", () => {
    const once = setMetafield(order, { owner: "customer" }, hint("a"));
    const twice = setMetafield(once, { owner: "customer" }, hint("b"));
    expect(twice.customer?.metafields.filter(({ key }) => key === "hint")).toEqual([hint("b")]);
  });

  it("on a product or a variant shows on all lines of it, and on no other", () => {
    const again = { ...order, lines: [...order.lines, { ...first, id: "1", variantId: "2" }] };
    const product = setMetafield(again, { owner: "product", id: first.productId ?? "" }, hint("a"));
    expect(product.lines.filter(({ productMetafields }) => productMetafields.length > 0).length).toBeGreaterThan(1);
    const hinted = product.lines.filter((line) => line.productMetafields.some(({ key }) => key === "hint"));
    expect(hinted.map(({ id }) => id)).toEqual([first.id, "1"]);
    const variant = setMetafield(again, { owner: "variant", id: "2" }, hint("a"));
    expect(variant.lines.map(({ variantMetafields }) => variantMetafields.length)).toEqual([
      ...order.lines.map(() => 0),
      1,
    ]);
  });

  it("needs somebody whose it is", () => {
    expect(() => setMetafield({ ...order, customer: null }, { owner: "customer" }, hint("a"))).toThrow(order.name);
  });
});
