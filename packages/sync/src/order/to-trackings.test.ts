import { describe, expect, it } from "vitest";
import { countedFulfillments } from "./counted-fulfillments.ts";
import type { Fulfillment } from "./order.ts";
import { sampleFulfillment, sampleOrder } from "./sample-order.fixture.ts";
import { toTrackings } from "./to-trackings.ts";

describe("the trackings", () => {
  it("are one for each number, with the products of its fulfillment", () => {
    const parcels = [parcel("A", "https://example.com/A"), parcel("B")];
    const [a, b] = trackings({ parcels });
    expect(a).toMatchObject({
      tracking_number: "A",
      tracking_url: "https://example.com/A",
      products: [{ quantity: 2 }],
    });
    expect(b).toMatchObject({ tracking_number: "B", products: [{ quantity: 2 }] });
    expect(b).not.toHaveProperty("tracking_url");
  });

  it("are one for a number in two fulfillments, with the lines of both and the rest of the older", () => {
    const late = {
      id: "1",
      createdAt: "2026-03-05T00:00:00Z",
      carrier: "UPS",
      parcels: [parcel("A", "https://example.com/A")],
    };
    const early = {
      id: "2",
      createdAt: "2026-03-05T00:30:00+01:00",
      carrier: null,
      parcels: [parcel("A"), parcel("A ")],
    };
    expect(trackings(late, early)).toMatchObject([
      {
        tracking_number: "A",
        tracking_url: "https://example.com/A",
        tracking_placed_at: "2026-03-04T23:30:00Z",
        carrier_reference: "ups",
        external_shipment_id: "2",
        products: [{ title: "Teapot" }, { title: "Teapot" }],
      },
    ]);
  });

  it("keep what stands inside a number, and leave out a blank one", () => {
    expect(trackings({ parcels: [parcel(" #☠1☢\n---\n4321\n"), parcel(" \n")] })).toMatchObject([
      { tracking_number: "#☠1☢\n---\n4321" },
    ]);
  });

  it("leave out the cancelled fulfillments only", () => {
    const statuses = ["open", "success", "cancelled", "failed", "unknown"] as const;
    const made = statuses.map((status) => ({ id: status, status, parcels: [parcel(status)] }));
    expect(
      trackings(...made)
        .map((each) => each.tracking_number)
        .sort(),
    ).toEqual(["failed", "open", "success", "unknown"]);
  });

  it("leave out a carrier that the core does not know, and keep number and URL", () => {
    const [tracking] = trackings({
      carrier: "Jack Black Pack, Stack and Track",
      parcels: [parcel("A", "https://example.com/A")],
    });
    expect(tracking).toMatchObject({ tracking_number: "A", tracking_url: "https://example.com/A" });
    expect(tracking).not.toHaveProperty("carrier_reference");
  });

  it("name the company's carrier though the number looks like another's", () => {
    expect(trackings({ carrier: "USPS", parcels: [parcel("1Z1234512345123456")] })).toMatchObject([
      { tracking_number: "1Z1234512345123456", carrier_reference: "usps" },
    ]);
  });

  it("keep the digits of every price", () => {
    const lines = sampleFulfillment().lines.map((line) => ({ ...line, price: "90071992547409931.10" }));
    expect(JSON.stringify(trackings({ lines }))).toContain('"price":90071992547409931.10,');
  });

  it("leave out what is not known of a line", () => {
    const lines = [{ lineId: "1", title: "", sku: null, productId: null, variantId: "", quantity: 1, price: null }];
    expect(trackings({ lines })[0]?.products).toEqual([{ quantity: 1 }]);
  });

  it("come in the order in which the parcels left", () => {
    const made = ["2026-03-05T03:00:00+02:00", "2026-03-05T00:30:00Z", "2026-03-05T00:59:00Z"].map(
      (createdAt, index) => ({
        id: String(index),
        createdAt,
        parcels: [parcel(`N${index}`)],
      }),
    );
    expect(trackings(...made).map((each) => each.tracking_number)).toEqual(["N1", "N2", "N0"]);
  });

  it("have no date rather than one that the core refuses", () => {
    expect(trackings({ createdAt: "recently" })[0]).not.toHaveProperty("tracking_placed_at");
  });
});

function trackings(...fulfillments: Partial<Fulfillment>[]) {
  return toTrackings(countedFulfillments(sampleOrder({}, { fulfillments: fulfillments.map(sampleFulfillment) })));
}

function parcel(trackingNumber: string, trackingUrl: string | null = null) {
  return { trackingNumber, trackingUrl };
}
