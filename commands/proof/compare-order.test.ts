import { fillBooks } from "@karla/sandbox/fill-books";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareOrder } from "./compare-order.ts";
import { CoreOrder } from "./core-order.ts";
import type { ExpectedOrder } from "./expected.ts";
import { expectedOrder } from "./expected-order.ts";
import { rightAnswer } from "./right-answer.ts";

const { entries } = fillBooks({ seed: 21, orders: 400, shopDomain: "sandbox-shop.myshopify.com" });

const held: ExpectedOrder[] = entries.flatMap(({ order, history }) => {
  const expectation = expectedOrder(order, history);
  return expectation.outcome === "held" ? [expectation.order] : [];
});

/** Every place in an answer that holds a text or a number, as a path. */
function leaves(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== "object" || value === null) return value === undefined || value === null ? [] : [path];
  return Object.entries(value).flatMap(([key, inner]) =>
    leaves(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

/** A copy of the answer that is wrong in one place. */
function spoilt(answer: CoreOrder, path: readonly (string | number)[]): CoreOrder {
  const change = (value: unknown, rest: readonly (string | number)[]): unknown => {
    const [key, ...deeper] = rest;
    if (key === undefined) return typeof value === "number" ? value + 1 : other(String(value));
    if (Array.isArray(value)) return value.map((item, index) => (index === key ? change(item, deeper) : item));
    return { ...Object(value), [key]: change(Object(value)[key], deeper) };
  };
  return CoreOrder.parse(change(answer, path));
}

/** Another text of the same kind: an instant a second later, a number one more in its last digit, else something appended. */
function other(text: string): string {
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return new Date(Date.parse(text) + 1000).toISOString();
  if (/^\d+(\.\d+)?$/.test(text)) return `${text.slice(0, -1)}${(Number(text.slice(-1)) + 1) % 10}`;
  return `${text}x`;
}

const anyHeld = fc.nat({ max: held.length - 1 }).map((index) => {
  const [expected] = held.slice(index);
  if (expected === undefined) throw new Error("no order");
  return expected;
});

/** Places that may say something else without the order being wrong: what the shop withdrew. */
function isBound(expected: ExpectedOrder, path: readonly (string | number)[]): boolean {
  const [root, index] = path;
  return !(
    root === "trackings" &&
    typeof index === "number" &&
    index < expected.withdrawnNumbers.length &&
    path.at(-1) !== "tracking_number"
  );
}

describe("the comparison", () => {
  it("finds nothing in what a core answers that took everything right", () => {
    for (const expected of held) expect(compareOrder(expected, rightAnswer(expected))).toEqual([]);
  });

  it("finds every single field that is not as it should be", () => {
    fc.assert(
      fc.property(anyHeld, fc.nat(), (expected, choice) => {
        const answer = rightAnswer(expected);
        const paths = leaves(answer).filter((path) => isBound(expected, path));
        const [path = []] = paths.slice(choice % paths.length);
        expect(compareOrder(expected, spoilt(answer, path)), path.join(".")).not.toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });

  it("finds every field that is missing", () => {
    for (const expected of held.slice(0, 120)) {
      const answer = rightAnswer(expected);
      for (const [field, value] of Object.entries(answer)) {
        if (field === "external_id" || field === "order_number") continue;
        if (Array.isArray(value) && value.length === 0) continue;
        if (field === "trackings" && expected.trackings.length === 0) continue;
        if (field === "segments" && expected.segments.length === 0) continue;
        expect(compareOrder(expected, CoreOrder.parse({ ...answer, [field]: undefined })), field).not.toEqual([]);
      }
    }
  });

  it("finds a parcel that is missing, one too many, and one that is there twice", () => {
    for (const expected of held.filter(({ trackings }) => trackings.length > 0)) {
      const answer = rightAnswer(expected);
      const trackings = answer.trackings ?? [];
      const stranger = { carrier: { tracking_number: "NOT-OURS" } };
      expect(compareOrder(expected, { ...answer, trackings: trackings.slice(0, -1) })).not.toEqual([]);
      expect(compareOrder(expected, { ...answer, trackings: [...trackings, stranger] })).not.toEqual([]);
      expect(compareOrder(expected, { ...answer, trackings: [...trackings, ...trackings.slice(-1)] })).not.toEqual([]);
    }
  });

  it("takes no offence at a draft, nor at goods of a parcel without their ids", () => {
    for (const expected of held.slice(0, 60)) {
      const answer = rightAnswer(expected);
      const trackings = (answer.trackings ?? []).map((tracking) => ({
        ...tracking,
        products: (tracking.products ?? []).map(
          ({ product_id: _product, variant_id: _variant, ...product }) => product,
        ),
      }));
      expect(compareOrder(expected, { ...answer, trackings: [...trackings, { carrier: null, products: [] }] })).toEqual(
        [],
      );
    }
  });

  it("finds a product, a discount, an attribute and a segment that nobody ordered", () => {
    const [expected] = held;
    if (expected === undefined) throw new Error("no order");
    const answer = rightAnswer(expected);
    const analytics = answer.order_analytics ?? {};
    const attributes = [...(analytics.note_attributes ?? []), { name: "a", value: "b" }];
    const wrong: CoreOrder[] = [
      { ...answer, products: [...(answer.products ?? []), { title: "More", quantity: 1, price: "1" }] },
      { ...answer, discounts: [...(answer.discounts ?? []), { code: "MORE", amount: "1", type: "percentage" }] },
      { ...answer, order_analytics: { ...analytics, note_attributes: attributes } },
      { ...answer, segments: [...(answer.segments ?? []), "Shopify.tag.more"] },
    ];
    for (const order of wrong) expect(compareOrder(expected, order)).toHaveLength(1);
  });

  it("finds a picture that is missing where the shop could be read, and where it could not, only one that is not the line's", () => {
    const [expected] = held.filter(({ products }) => products.some(({ picture }) => picture !== null));
    if (expected === undefined) throw new Error("no order with a picture");
    const answer = rightAnswer(expected);
    const bare = { ...answer, products: (answer.products ?? []).map((product) => ({ ...product, images: [] })) };
    const wrong = [{ src: "https://cdn.example.com/another.jpg" }];
    const other = { ...answer, products: (answer.products ?? []).map((product) => ({ ...product, images: wrong })) };
    expect(compareOrder({ ...expected, pictures: "told" }, answer)).toEqual([]);
    expect(compareOrder({ ...expected, pictures: "told" }, bare)).toMatchObject([{ field: "products" }]);
    expect(compareOrder({ ...expected, pictures: "perhaps" }, bare)).toEqual([]);
    for (const pictures of ["told", "perhaps"] as const) {
      expect(compareOrder({ ...expected, pictures }, other)).toMatchObject([{ field: "products" }]);
    }
  });

  it("finds money that was rounded or made a float of", () => {
    const [expected] = held.filter(({ total_order_price }) => /\.\d[1-9]$/.test(total_order_price));
    if (expected === undefined) throw new Error("no order with cents");
    const answer = rightAnswer(expected);
    const rounded = { ...answer, total_order_price: String(Math.round(Number(expected.total_order_price))) };
    const float = { ...answer, total_order_price: `${expected.total_order_price}0000000001` };
    expect(compareOrder(expected, rounded)).toMatchObject([{ field: "total_order_price" }]);
    expect(compareOrder(expected, float)).toMatchObject([{ field: "total_order_price" }]);
    expect(compareOrder(expected, { ...answer, total_order_price: `${expected.total_order_price}00` })).toEqual([]);
  });
});
