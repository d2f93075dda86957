import { mergeOrder } from "@karla/sync/merge-order";
import type { Order, OrderFacts } from "@karla/sync/order";
import { owed } from "@karla/sync/owed";
import { OrderSettings } from "@karla/sync/settings";
import { toKarla } from "@karla/sync/to-karla";
import { describe, expect, it } from "vitest";
import { aDelivery, aLine, anAddress, anOrder, factsOf, type Json } from "./a-shopware-order.fixture.ts";

const EARLIER = "2026-11-24T10:00:00.000Z";
const LATER = "2026-11-24T10:00:00.250Z";

describe("of two readings the later one counts, whichever comes first", () => {
  it.each<[string, Json, Json]>([
    ["a tag was added", { tags: [] }, { tags: [{ name: "gift" }] }],
    ["a tag was taken off", { tags: [{ name: "gift" }] }, { tags: [] }],
    [
      "a zip code was mended",
      {},
      { deliveries: [aDelivery({ shippingOrderAddress: anAddress({ zipcode: "10117" }) })] },
    ],
    ["the group has another name", {}, { orderCustomer: { customer: { group: { name: "Trade" } } } }],
    ["a code was noted", {}, { deliveries: [aDelivery({ trackingCodes: ["A1"] })] }],
    ["a code was taken away", { deliveries: [aDelivery({ trackingCodes: ["A1"] })] }, {}],
    ["the delivery was sent", {}, { deliveries: [aDelivery({ stateMachineState: { technicalName: "shipped" } })] }],
    ["it was cancelled", {}, { stateMachineState: { technicalName: "cancelled" } }],
    ["it was opened again", { stateMachineState: { technicalName: "cancelled" } }, {}],
    ["a line has another name", {}, { lineItems: [aLine({ label: "Kettle" })] }],
    ["a custom field changed", { customFields: { gift: "z" } }, { customFields: { gift: "a" } }],
  ])("though no time of change moved: %s", (_, before, after) => {
    // An order of which the buyer's part changed last, so that the parts a case replaces are not the newest.
    const settled = { transactions: [{ updatedAt: "2026-11-24T09:00:00.000+00:00" }] };
    const earlier = factsOf({ ...settled, ...before }, { readAt: EARLIER });
    const later = factsOf({ ...settled, ...after }, { readAt: LATER });
    expect(later).not.toEqual(earlier);
    for (const merged of [mergeAll(earlier, later), mergeAll(later, earlier), mergeAll(later, later, earlier)]) {
      expect(merged).toEqual(mergeAll(later));
    }
  });

  it("but a reading of an older state never, however late it comes", () => {
    const older = factsOf({ customerComment: "older" }, { readAt: LATER });
    const newer = factsOf(
      { customerComment: "newer", updatedAt: "2026-11-24T09:59:59.000+00:00" },
      { readAt: EARLIER },
    );
    expect(mergeAll(newer, older).snapshot?.note).toBe("newer");
  });

  it.each<[string, Json]>([
    ["order", { updatedAt: "2026-11-24T09:00:00.000+00:00" }],
    ["delivery", { deliveries: [aDelivery({ updatedAt: "2026-11-24T09:00:00.000+00:00" })] }],
    [
      "shipping address",
      { deliveries: [aDelivery({ shippingOrderAddress: anAddress({ updatedAt: "2026-11-24T09:00:00.000+00:00" }) })] },
    ],
    ["address", { addresses: [anAddress({ updatedAt: "2026-11-24T09:00:00.000+00:00" })] }],
    ["line", { lineItems: [aLine({ updatedAt: "2026-11-24T09:00:00.000+00:00" })] }],
    ["transaction", { transactions: [{ updatedAt: "2026-11-24T09:00:00.000+00:00" }] }],
    ["buyer", { orderCustomer: { updatedAt: "2026-11-24T09:00:00.000+00:00" } }],
  ])("its newest change is that of its %s", (_, changes) => {
    expect(factsOf(changes).snapshot?.observedAt).toBe("2026-11-24T09:00:00.000+00:00");
  });

  it("a tag's or product's own times are not its own", () => {
    const updatedAt = "2026-11-24T09:00:00.000+00:00";
    const { snapshot } = factsOf({ tags: [{ name: "a", updatedAt }], lineItems: [aLine({ product: { updatedAt } })] });
    expect(snapshot?.observedAt).toBe("2026-11-23T08:00:00.005+00:00");
  });
});

describe("what the core is told", () => {
  const CODED = { deliveries: [aDelivery({ trackingCodes: ["A1"], updatedAt: "2026-11-24T08:00:00.000+00:00" })] };
  const SHIPPED = {
    deliveries: [
      aDelivery({
        trackingCodes: ["A1"],
        updatedAt: "2026-11-24T09:00:00.000+00:00",
        stateMachineState: { technicalName: "shipped" },
      }),
    ],
  };

  it("of a parcel is told once, though its delivery changes", () => {
    const coded = projected(mergeAll(factsOf(CODED, { readAt: EARLIER })));
    const due = owed(coded, null);
    if (due.outcome === "nothing") throw new Error("something is owed");
    expect(due.upsert.trackings).toMatchObject([{ tracking_number: "A1", external_shipment_id: "d1" }]);
    const shipped = mergeAll(factsOf(CODED, { readAt: EARLIER }), factsOf(SHIPPED, { readAt: LATER }));
    expect(owed(projected(shipped), due.after)).toEqual({ outcome: "nothing" });
  });

  it("of one product in two deliveries is its quantity, not the sum of both", () => {
    const twice = [SHIPPED.deliveries[0], aDelivery({ id: "d2", trackingCodes: ["B2"] })];
    expect(projected(mergeAll(factsOf({ deliveries: twice }))).order.products).toMatchObject([{ quantity: 2 }]);
  });

  it("is nothing while an order is cancelled of which nothing left, and all again when it is opened", () => {
    const state = (technicalName: string, readAt: string, updatedAt: string | null) =>
      factsOf({ stateMachineState: { technicalName }, updatedAt }, { readAt });
    const placed = state("open", "2026-11-24T10:00:00.000Z", null);
    const cancelled = state("cancelled", "2026-11-24T10:01:00.000Z", "2026-11-24T10:00:59.000+00:00");
    const reopened = state("open", "2026-11-24T10:02:00.000Z", "2026-11-24T10:01:59.000+00:00");
    const outcome = (...read: OrderFacts[]) => projection(mergeAll(...read));
    expect(outcome(placed, cancelled)).toEqual({ outcome: "skip", reason: "cancelled_before_shipping" });
    for (const read of [
      [placed, cancelled, reopened],
      [reopened, cancelled, placed],
    ]) {
      expect(outcome(...read)).toEqual(outcome(placed));
    }
  });

  it("names segments, partner and parcel as Karla's own plugin does", () => {
    const orderCustomer = {
      ...(anOrder().orderCustomer as Json),
      customer: { guest: true, group: { name: "Standard" } },
    };
    const { order } = projected(
      mergeAll(factsOf({ tags: [{ name: "gift" }], orderCustomer, affiliateCode: "AFF-7", campaignCode: "summer" })),
    );
    expect(order.segments).toEqual([
      "Shopware.tag.gift",
      "Shopware.customer_group.Standard",
      "Shopware.sales_channel.Storefront",
    ]);
    expect(order.order_analytics).toMatchObject({ affiliate_code: "AFF-7", campaign_code: "summer" });
    expect(order).not.toHaveProperty("external_customer_id");
  });
});

function mergeAll(...read: OrderFacts[]): Order {
  const merged = read.reduce<Order | null>(mergeOrder, null);
  if (merged === null) throw new Error("something was read");
  return merged;
}

function projection(order: Order) {
  return toKarla(order, { settings: OrderSettings.parse({}), segmentPrefix: "Shopware" });
}

function projected(order: Order) {
  const made = projection(order);
  if (made.outcome === "skip") throw new Error(`skipped: ${made.reason}`);
  return made;
}
