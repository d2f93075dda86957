import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Fulfillment, OrderSnapshot } from "./order.ts";
import { Delivered, owed } from "./owed.ts";
import { defaultSettings, euro, sampleFulfillment, sampleOrder } from "./sample-order.fixture.ts";
import { toKarla } from "./to-karla.ts";

const first = fulfillment("1", "FIRST");
const second = fulfillment("2", "SECOND");

describe("what is owed to the core", () => {
  it("is everything while it knows nothing", () => {
    const due = owing(projection({}, [first, second]), null);
    expect(due.upsert).toMatchObject({ id: "9007199254740993", id_type: "external_id" });
    expect(numbers(due)).toEqual(["FIRST", "SECOND"]);
  });

  it("is nothing once it was delivered", () => {
    const { after } = owing(projection({}, [first]), null);
    expect(owed(projection({}, [first]), after)).toEqual({ outcome: "nothing" });
  });

  it("is the order alone where only the order changed", () => {
    const { after } = owing(projection({}, [first]), null);
    const due = owing(projection({ total: euro("44.71") }, [first]), after);
    expect(due.upsert).toMatchObject({ order: { order_number: "1001" }, trackings: [] });
    expect(owed(projection({ total: euro("44.71") }, [first]), due.after).outcome).toBe("nothing");
  });

  it("is the order and the new tracking where a parcel was added", () => {
    const { after } = owing(projection({}, [first]), null);
    expect(numbers(owing(projection({}, [first, second]), after))).toEqual(["SECOND"]);
  });

  it("is a tracking again when, and only when, something of it changed", () => {
    const { after } = owing(projection({}, [first, second]), null);
    const changed = { ...first, carrier: "UPS" };
    const due = owing(projection({}, [changed, second]), after);
    expect(numbers(due)).toEqual(["FIRST"]);
    expect(due.upsert.order).toBeDefined();
    expect(owed(projection({}, [changed, second]), due.after).outcome).toBe("nothing");
  });

  it("is no tracking again of which the time alone moved, while one that came later has the later time", () => {
    const { after } = owing(projection({}, [first]), null);
    const moved = { ...first, createdAt: "2026-03-03T08:00:00+01:00" };
    expect(owed(projection({}, [moved]), after).outcome).toBe("nothing");
    const grown = { ...moved, parcels: [...first.parcels, ...second.parcels] };
    expect(owing(projection({}, [grown]), after).upsert.trackings).toMatchObject([
      { tracking_number: "SECOND", tracking_placed_at: "2026-03-03T07:00:00Z" },
    ]);
  });

  it("is no tracking again whose hash was taken with its time, as it once was", () => {
    const made = projection({}, [first]);
    const { after } = owing(made, null);
    const [key = ""] = Object.keys(after.trackings);
    const hash = createHash("sha256").update(JSON.stringify(made.trackings[0])).digest("hex");
    expect(hash).not.toBe(after.trackings[key]);
    expect(owed(made, { ...after, trackings: { [key]: hash } }).outcome).toBe("nothing");
  });

  it("is never again a number that was superseded and came back unchanged", () => {
    const renumbered = { ...first, parcels: second.parcels };
    const once = owing(projection({}, [first]), null);
    const then = owing(projection({}, [renumbered]), once.after);
    expect(numbers(then)).toEqual(["SECOND"]);
    expect(owed(projection({}, [first]), then.after).outcome).toBe("nothing");
  });

  it("is the order where a number was only taken away, for the number of shipments went with it", () => {
    const { after } = owing(projection({}, [first, second]), null);
    expect(numbers(owing(projection({}, [first]), after))).toEqual([]);
    expect(owed(projection({}, []), owing(projection({}, [first]), null).after).outcome).toBe("nothing");
  });

  it("is the order where nothing but a note attribute came, changed or went", () => {
    const attributes = [[], [{ name: "gift", value: "no" }], [{ name: "gift", value: "yes" }], []];
    let delivered: Delivered | null = null;
    for (const noteAttributes of attributes) {
      const due = owing(projection({ noteAttributes }, [first]), delivered);
      expect(due.upsert.order?.order_analytics?.note_attributes).toEqual(noteAttributes);
      expect(numbers(due)).toEqual(delivered === null ? ["FIRST"] : []);
      delivered = due.after;
    }
  });

  it("is the same bytes for the same order", () => {
    const body = () => owing(projection({ tags: ["a"] }, [first, second]), null).body;
    expect(body()).toBe(body());
  });

  it("has a body that is the upsert, with the digits of every amount", () => {
    const due = owing(projection({ total: euro("398.00") }, [first, second]), null);
    expect(due.body).toBe(JSON.stringify(due.upsert));
    expect(due.body).toContain('"total_order_price":398.00');
    const orderAlone = owing(projection({ total: euro("0.10") }, [first, second]), due.after);
    expect(orderAlone.body).toBe(JSON.stringify(orderAlone.upsert));
  });

  it("is remembered as hashes, so that nothing personal is kept", () => {
    const { after } = owing(projection({}, [first, second]), null);
    expect(Delivered.parse(JSON.parse(JSON.stringify(after)))).toEqual(after);
    expect(JSON.stringify(after)).toMatch(/^[{}":,a-z0-9]*$/);
    expect(JSON.stringify(after)).not.toMatch(/FIRST|SECOND|example/);
    expect(Delivered.safeParse({ order: after.order, trackings: { FIRST: after.order } }).success).toBe(false);
  });
});

function projection(snapshot: Partial<OrderSnapshot>, fulfillments: Fulfillment[]) {
  const made = toKarla(sampleOrder(snapshot, { fulfillments }), {
    settings: defaultSettings,
    segmentPrefix: "Shopify",
  });
  if (made.outcome === "skip") throw new Error(`skipped: ${made.reason}`);
  return made;
}

function owing(made: ReturnType<typeof projection>, delivered: Delivered | null) {
  const due = owed(made, delivered);
  if (due.outcome === "nothing") throw new Error("nothing is owed");
  return due;
}

function numbers(due: ReturnType<typeof owing>): string[] {
  return due.upsert.trackings.map((tracking) => tracking.tracking_number);
}

function fulfillment(id: string, trackingNumber: string): Fulfillment {
  return sampleFulfillment({ id, parcels: [{ trackingNumber, trackingUrl: null }] });
}
