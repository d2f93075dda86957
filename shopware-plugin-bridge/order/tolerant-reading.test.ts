import { Order } from "@karla/sync/order";
import { UnusableEvent } from "@karla/sync/unusable-event";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  aDelivery,
  aLine,
  anOrder,
  aPromotion,
  asRead,
  factsOf,
  type Json,
  READ_AT,
} from "./a-shopware-order.fixture.ts";
import { normaliseOrder } from "./normalise-order.ts";

const context = { readAt: READ_AT, settings: { depositLineType: "deposit" } };
const whole = anOrder({
  tags: [{ id: "t", name: "gift" }],
  customFields: { gift: "yes" },
  lineItems: [aLine({ cover: { url: "https://cdn.example.com/a.png", alt: null } }), aPromotion()],
  deliveries: [aDelivery({ trackingCodes: ["A1"] })],
});
const strange = fc.constantFrom(null, [], {}, "", "x", 7, -1.5, true, [null], [[]], { a: { b: null } }, undefined);

/** The same order with some of its keys, at any depth, missing or of another kind. */
function damaged(value: unknown, path = ""): fc.Arbitrary<unknown> {
  if (typeof value !== "object" || value === null) return fc.constant(value);
  const parts: Record<string, fc.Arbitrary<unknown>> = {};
  for (const [key, part] of Object.entries(value)) {
    parts[key] = fc.oneof(
      { weight: 30, arbitrary: damaged(part, `${path}.${key}`) },
      { weight: 1, arbitrary: strange },
    );
  }
  const made = fc.record(parts);
  return Array.isArray(value) ? made.map((items) => Object.values(items)) : made;
}

describe("whatever is missing or strange in an answer", () => {
  it("is read as an order that can be stored, or said to be unusable, and nothing else", () => {
    let read = 0;
    fc.assert(
      fc.property(damaged(whole), (order) => {
        try {
          const facts = normaliseOrder(asRead(order), context);
          expect(Order.parse(JSON.parse(JSON.stringify(facts)))).toEqual(JSON.parse(JSON.stringify(facts)));
          read += 1;
        } catch (error) {
          if (!(error instanceof UnusableEvent)) throw error;
        }
      }),
      { numRuns: 500 },
    );
    expect(read).toBeGreaterThan(50);
  });

  test.each(Object.keys(whole))("is one key: %s", (key) => {
    const { [key]: _, ...rest } = whole;
    const needed = ["id", "currency"].includes(key);
    const read = () => normaliseOrder(asRead(rest), context);
    if (needed) expect(read).toThrow(UnusableEvent);
    else expect(read()).toMatchObject({ snapshot: { currency: "EUR" } });
  });

  it("is an empty map that PHP writes as a list, or a list that it writes as a map", () => {
    const facts = factsOf({
      customFields: [],
      tags: {},
      lineItems: { "0": aLine({ payload: [] }), "2": aPromotion() },
      deliveries: { "1": aDelivery({ positions: { "3": { orderLineItemId: "l1", quantity: 2 } } }) },
      price: { calculatedTaxes: { "19": { tax: 7.14, taxRate: 19 } } },
    });
    expect(facts.snapshot).toMatchObject({
      lines: [{ id: "l1" }],
      discounts: [{ code: "TEN" }],
      tax: { shop: "7.14" },
    });
    expect(facts.fulfillments).toMatchObject([{ lines: [{ lineId: "l1" }] }]);
  });
});

describe("custom fields", () => {
  it("of order, customer, product and line come along, the order's own copy of the buyer before the account", () => {
    const product = { id: "v1", customFields: { care: "hand" }, translated: { customFields: { care: "Hand" } } };
    const { extras, snapshot } = factsOf({
      customFields: { gift: "yes", count: 3, empty: null, nested: { a: ["b\u0000"] } },
      orderCustomer: { customFields: { level: "2" }, customer: { customFields: { level: "1", since: "2020" } } },
      lineItems: [aLine({ referencedId: "v1", customFields: { engraving: "A" }, product })],
    });
    expect(extras).toMatchObject({ observedAt: snapshot?.observedAt, triggeredAt: READ_AT, asked: [] });
    expect(extras?.customFields).toEqual({
      order: { gift: "yes", count: "3", nested: { a: ["b"] } },
      customer: { level: "2", since: "2020" },
      product: { v1: { care: "Hand" } },
      line: { l1: { engraving: "A" } },
    });
  });

  it("that we wrote to the order ourselves are none, and those of others with names like ours are", () => {
    const ours = { karla_status: "delivered", karla_status_at: "2026-11-24T10:00:00+00:00", karla_trackpage_url: "x" };
    const { extras } = factsOf({ customFields: { ...ours, karla_gift: "yes" } });
    expect(extras?.customFields.order).toEqual({ karla_gift: "yes" });
  });

  it("of a product that is gone are those the line has kept", () => {
    const line = aLine({ product: null, payload: { customFields: { care: "hand" } } });
    expect(factsOf({ lineItems: [line] }).extras?.customFields.product).toEqual({ p1: { care: "hand" } });
  });

  it("are taken up to 64 KiB, whole ones alone", () => {
    const big = "x".repeat(40_000);
    const { extras } = factsOf({ customFields: { a: big, b: big, c: "small" } });
    expect(Object.keys(extras?.customFields.order ?? {})).toEqual(["a", "c"]);
  });

  it("with names from every object's family do no harm", () => {
    const order = asRead(anOrder());
    order.customFields = asRead(JSON.parse('{"__proto__":{"polluted":"yes"},"constructor":"c"}') as Json);
    const fields = normaliseOrder(order, context).extras?.customFields.order ?? {};
    expect(Object.keys(fields)).toEqual(["__proto__", "constructor"]);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });
});

describe("pictures", () => {
  const cover = (url: string) => ({ url, alt: "A teapot" });
  const picturesOf = (changes: Json) => factsOf({ lineItems: [aLine(changes)] }).pictures;

  it("are the covers the lines were bought with, else the articles' covers of today", () => {
    const own = { cover: cover("https://cdn.example.com/then.png") };
    const product = { id: "p1", cover: { media: cover("https://cdn.example.com/now.png") } };
    const picture = (src: string | null, alt: string | null) => ({ "variant:p1": { src, alt, readAt: READ_AT } });
    expect(picturesOf({ ...own, product })).toEqual(picture("https://cdn.example.com/then.png", "A teapot"));
    expect(picturesOf({ cover: null, product })).toEqual(picture("https://cdn.example.com/now.png", "A teapot"));
    expect(picturesOf({ cover: null, product: null })).toEqual(picture(null, null));
    expect(picturesOf({ cover: cover("javascript:alert(1)"), product: null })).toEqual(picture(null, null));
  });

  it("are not spoken of where the answer has no covers at all", () => {
    expect(picturesOf({ cover: undefined, product: null })).toEqual({});
  });
});
