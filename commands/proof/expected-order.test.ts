import type { BookedOrder } from "@karla/sandbox/booked-order";
import { type BookEntry, fillBooks } from "@karla/sandbox/fill-books";
import { describe, expect, it } from "vitest";
import { countKinds } from "./count-kinds.ts";
import { expectedOrder } from "./expected-order.ts";

const { entries } = fillBooks({ seed: 9, orders: 520, shopDomain: "sandbox-shop.myshopify.com" });

function of(kind: BookedOrder["kinds"][number]): BookEntry[] {
  return entries.filter(({ order }) => order.kinds.includes(kind));
}

function expected({ order, history }: BookEntry) {
  const expectation = expectedOrder(order, history);
  if (expectation.outcome === "skipped") throw new Error(`skipped: ${expectation.reason}`);
  return expectation.order;
}

function one(kind: BookedOrder["kinds"][number]): BookEntry {
  const [entry] = of(kind);
  if (entry === undefined) throw new Error(`no ${kind}`);
  return entry;
}

function withParcels(entry: BookEntry, trackingNumbers: string[], trackingUrls: string[]): BookEntry {
  const [fulfillment] = entry.order.fulfillments;
  if (fulfillment === undefined) throw new Error("nothing shipped");
  return { ...entry, order: { ...entry.order, fulfillments: [{ ...fulfillment, trackingNumbers, trackingUrls }] } };
}

describe("what the core must hold", () => {
  it("is four orders of five at least, and every reason to skip one occurs", () => {
    const outcomes = entries.map(({ order, history }) => expectedOrder(order, history));
    expect(outcomes.filter(({ outcome }) => outcome === "held").length).toBeGreaterThanOrEqual(0.8 * entries.length);
    const reasons = new Set(outcomes.flatMap((each) => (each.outcome === "skipped" ? [each.reason] : [])));
    expect([...reasons].sort()).toEqual([
      "cancelled_before_shipping",
      "no_address",
      "no_zip",
      "nothing_to_ship",
      "test_order",
    ]);
  });

  it("has at least ten orders of each kind the demo proves", () => {
    for (const [kind, count] of Object.entries(countKinds(entries))) expect(count, kind).toBeGreaterThanOrEqual(10);
  });

  it("is nothing of an order cancelled before it shipped, or what it was before the cancellation", () => {
    for (const { order, history } of of("cancelled_before_shipping")) {
      const expectation = expectedOrder(order, history);
      expect(expectation).toMatchObject({ outcome: "skipped", reason: "cancelled_before_shipping" });
      if (expectation.outcome === "skipped") {
        expect(expectation.mayHold.length).toBe(history.filter(({ cancelledAt }) => cancelledAt === null).length);
      }
    }
  });

  it("is of an order cancelled later only what was shipped before", () => {
    for (const entry of of("cancelled_after_shipping")) {
      const [first] = entry.order.fulfillments;
      expect(expected(entry).trackings.flatMap(({ external_shipment_ids }) => external_shipment_ids)).toEqual(
        first?.trackingNumbers.map(() => first.id),
      );
    }
  });

  it("is the new number where one was changed, the old one being allowed to stay", () => {
    for (const entry of of("changed_number")) {
      const { trackings, withdrawnNumbers } = expected(entry);
      expect(withdrawnNumbers).toHaveLength(1);
      expect(trackings.map(({ tracking_number }) => tracking_number)).not.toContain(withdrawnNumbers[0]);
    }
  });

  it("is one parcel with the goods of both where two fulfillments share a number", () => {
    for (const entry of of("shared_number")) {
      const { trackings, products } = expected(entry);
      const pieces = (list: readonly { quantity: number }[]): number =>
        list.reduce((sum, { quantity }) => sum + quantity, 0);
      const parcels = entry.order.fulfillments[0]?.trackingNumbers.length ?? 0;
      expect(trackings).toHaveLength(parcels);
      for (const { products: goods } of trackings) expect(pieces(goods)).toBe(pieces(products));
    }
  });

  it("keeps goods that were sent and given back, and drops those given back before", () => {
    for (const entry of of("partly_refunded")) {
      const sentFirst = (entry.order.fulfillments[0]?.createdAt ?? 0) < (entry.order.refunds[0]?.createdAt ?? 0);
      const lines = entry.order.lines.length;
      expect(expected(entry).products).toHaveLength(sentFirst ? lines : lines - 1);
    }
  });

  it.each([
    {
      numbers: ["A1", "B2"],
      urls: ["https://t.example.com/B2", "https://t.example.com/A1"],
      found: ["https://t.example.com/A1", "https://t.example.com/B2"],
    },
    { numbers: ["A1"], urls: ["https://t.example.com/x"], found: ["https://t.example.com/x"] },
    {
      numbers: ["A1", "B2"],
      urls: ["https://t.example.com/x", "https://t.example.com/y"],
      found: ["https://t.example.com/x", "https://t.example.com/y"],
    },
    {
      numbers: ["A1", "B2"],
      urls: ["https://t.example.com/B2", "https://t.example.com/y"],
      found: [null, "https://t.example.com/B2"],
    },
    { numbers: ["A1", "B2"], urls: ["https://t.example.com/x"], found: [null, null] },
    { numbers: ["A1"], urls: ["ftp://t.example.com/A1"], found: [null] },
    { numbers: [" A1 ", "", "A1"], urls: ["https://t.example.com/A1"], found: ["https://t.example.com/A1"] },
  ])("gives $numbers of $urls the URLs $found", ({ numbers, urls, found }) => {
    const { trackings } = expected(withParcels(one("several_parcels"), numbers, urls));
    expect(trackings.map(({ tracking_url }) => tracking_url)).toEqual(found);
  });

  it("reads the ref from a path and from a whole URL, and leaves the platform's own where it gives one", () => {
    const { order, history } = one("landing_site_relative");
    const ref = (landingSite: string | null, landingSiteRef: string | null): string | null => {
      const expectation = expectedOrder({ ...order, landingSite, landingSiteRef }, history);
      return expectation.outcome === "held" ? expectation.order.order_analytics.landing_site_ref : "skipped";
    };
    expect(ref("/products/a?utm_source=b&ref=spring%20mail", null)).toBe("spring mail");
    expect(ref("https://shop.example.com/?ref=partner", null)).toBe("partner");
    expect(ref("/a?ref=query", "platform")).toBe("platform");
    expect(ref("/a?utm_source=b", null)).toBeNull();
    expect(ref(null, null)).toBeNull();
  });
});
