import { OrderUpsert } from "@karla/api/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeOrder } from "./merge-order.ts";
import { facts, snapshot } from "./order.arbitrary.ts";
import type { Order } from "./order.ts";
import { owed } from "./owed.ts";
import { sampleAddress } from "./sample-order.fixture.ts";
import { OrderSettings } from "./settings.ts";
import { toKarla } from "./to-karla.ts";

const everything = OrderSettings.parse({
  takeTestOrders: true,
  takeCancelledOrders: true,
  takeOrdersWithNothingToShip: true,
  fallBackToBillingAddress: true,
  zipCodeWhereMissing: "00000",
});
const options = { settings: everything, segmentPrefix: "Shopify" } as const;

/** Any order that has at least one address. */
const orders = fc.tuple(facts, snapshot).map(([known, { billingAddress, ...rest }]): Order => {
  const withAddress = { ...rest, billingAddress: billingAddress ?? sampleAddress() };
  return mergeOrder(null, { ...known, snapshot: withAddress });
});

describe("whatever the order", () => {
  it("the request is valid by the contract and holds no null and no empty text but in a note attribute", () => {
    fc.assert(
      fc.property(orders, (order) => {
        const { upsert, body } = sent(order);
        expect(OrderUpsert.parse(upsert)).toEqual(upsert);
        expect(OrderUpsert.safeParse(JSON.parse(body)).error).toBeUndefined();
        const { order_analytics, order_number, ...rest } = upsert.order ?? {};
        expect(keysWithoutValue({ rest, trackings: upsert.trackings })).toEqual([]);
      }),
    );
  });

  it("every number in the request has the digits that came in", () => {
    fc.assert(
      fc.property(orders, snapshot, (order, shown) => {
        const lines = shown.lines.map((line) => ({ ...line, currentQuantity: 1 }));
        const { body } = sent({ ...order, snapshot: { ...shown, lines, shippingAddress: sampleAddress() } });
        const wire = withNumbersAsText(body);
        expect(wire.order).toMatchObject({
          total_order_price: shown.total.shop,
          sub_total_price: shown.subtotal.shop,
          shipping_price: shown.shipping.shop,
          discount_price: shown.discount.shop.replace("-", ""),
        });
        const taxes = (of: { price: string; rate?: string | null }[]) =>
          of.map(({ price, rate }) => [price, rate ?? null]);
        expect(wire.order.products.map(({ price, tax_lines }) => [price, taxes(tax_lines ?? [])])).toEqual(
          lines.map(({ price, taxLines }) => [price.shop, taxes(taxLines)]),
        );
        const prices = new Set(
          order.fulfillments.flatMap((fulfillment) => fulfillment.lines.map(({ price }) => price)),
        );
        for (const product of wire.trackings.flatMap(({ products }) => products)) {
          expect(prices).toContain(product.price ?? null);
        }
      }),
    );
  });

  it("every number of a fulfillment that counts is sent, once, and none of a cancelled one alone", () => {
    fc.assert(
      fc.property(orders, (whole) => {
        const order = { ...whole, cancelledAt: null };
        const alive = order.fulfillments.filter(({ status }) => status !== "cancelled");
        const expected = new Set(alive.flatMap(({ parcels }) => parcels.map((parcel) => parcel.trackingNumber.trim())));
        const numbers = sent(order).upsert.trackings.map((tracking) => tracking.tracking_number);
        expect(numbers.toSorted()).toEqual([...expected].sort());
      }),
    );
  });

  it("each product line has the picture that is known of its article, and no other", () => {
    fc.assert(
      fc.property(orders, (order) => {
        const lines = order.snapshot?.lines.map((line) => ({ ...line, currentQuantity: 1 })) ?? [];
        const { upsert } = sent({ ...order, snapshot: order.snapshot && { ...order.snapshot, lines } });
        expect(upsert.order?.products?.map(({ images }) => images?.map(({ src }) => src) ?? [])).toEqual(
          lines.map(({ variantId, productId }) => {
            const key = variantId === null ? `product:${productId}` : `variant:${variantId}`;
            return order.pictures[key]?.src ? [order.pictures[key].src] : [];
          }),
        );
      }),
    );
  });

  it("its parcels are the same with and without pictures, so that none is told twice", () => {
    fc.assert(
      fc.property(orders, (order) => {
        expect(sent({ ...order, pictures: {} }).upsert.trackings).toEqual(sent(order).upsert.trackings);
      }),
    );
  });

  it("what was delivered is not owed again", () => {
    fc.assert(
      fc.property(orders, (order) => {
        const projection = toKarla(order, options);
        if (projection.outcome === "skip") throw new Error(projection.reason);
        const again = toKarla(mergeOrder(order, order), options);
        if (again.outcome === "skip") throw new Error(again.reason);
        expect(owed(again, sent(order).after)).toEqual({ outcome: "nothing" });
      }),
    );
  });
});

function sent(order: Order) {
  const projection = toKarla(order, options);
  if (projection.outcome === "skip") throw new Error(`skipped: ${projection.reason}`);
  const due = owed(projection, null);
  if (due.outcome === "nothing") throw new Error("nothing is owed");
  return due;
}

/** Where there is a null or a blank text. */
function keysWithoutValue(value: unknown): string[] {
  const keys: string[] = [];
  JSON.parse(JSON.stringify(value), (key, each) => {
    if (each === null || (typeof each === "string" && each.trim() === "")) keys.push(key);
    return each;
  });
  return keys;
}

interface WireProduct {
  price?: string;
  tax_lines?: { price: string; rate?: string }[];
}

/** `JSON.parse` would make floats of the numbers, so they become texts first. */
function withNumbersAsText(body: string): {
  order: Record<string, unknown> & { products: WireProduct[] };
  trackings: { products: WireProduct[] }[];
} {
  return JSON.parse(body.replace(/("(?:[^"\\]|\\.)*")|-?\d+(?:\.\d+)?/g, (found, text) => text ?? `"${found}"`));
}
