import { describe, expect, it } from "vitest";
import { fillBooks } from "../fill-books.ts";

const { entries, webhooks } = fillBooks({ seed: 11, orders: 520, shopDomain: "sandbox-shop.myshopify.com" });
const orders = entries.map(({ order }) => order);
const distinct = (values: readonly string[]) => new Set(values).size;

describe("the metafields of the books", () => {
  it("are a gift wrap on every third order, of several kinds", () => {
    const wrapped = orders.filter(({ metafields }) => metafields.length > 0);
    expect(wrapped.map(({ number }) => number)).toEqual(
      orders.map(({ number }) => number).filter((number) => number % 3 === 0),
    );
    const wraps = wrapped.flatMap(({ metafields }) => metafields);
    expect(wraps.every(({ namespace, key }) => `${namespace}.${key}` === "custom.gift_wrap")).toBe(true);
    expect(distinct(wraps.map(({ value }) => value))).toBe(3);
  });

  it("are a tier of some customers, not of all", () => {
    const customers = orders.flatMap(({ customer }) => customer ?? []);
    const tiers = customers.flatMap(({ metafields }) => metafields);
    expect(tiers.every(({ namespace, key }) => `${namespace}.${key}` === "loyalty.tier")).toBe(true);
    expect(distinct(tiers.map(({ value }) => value))).toBe(3);
    expect(tiers.length).toBeGreaterThan(customers.length / 3);
    expect(tiers.length).toBeLessThan((customers.length * 2) / 3);
  });

  it("are a material of some products, those that an edit added included, and never of a line without a product", () => {
    const lines = orders.flatMap((order) => order.lines);
    const made = lines.filter(({ productMetafields }) => productMetafields.length > 0);
    expect(made.every(({ productId }) => productId !== null)).toBe(true);
    expect(made.length).toBeGreaterThan(lines.length / 4);
    expect(made.length).toBeLessThan(lines.length / 2);
    const added = entries.flatMap(({ order, history }) => order.lines.slice(history[0]?.lines.length));
    expect(added.some(({ productMetafields }) => productMetafields.length > 0)).toBe(true);
  });

  it("are in no webhook", () => {
    const names = ["metafield", "gift_wrap", "loyalty.tier", "material", "Sternenpapier"];
    for (const { body } of webhooks) for (const name of names) expect(body.includes(name), name).toBe(false);
  });
});
