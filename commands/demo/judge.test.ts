import { fillBooks } from "@karla/sandbox/fill-books";
import { describe, expect, it } from "vitest";
import type { CoreOrder } from "../proof/core-order.ts";
import { expectedOrder } from "../proof/expected-order.ts";
import { rightAnswer } from "../proof/right-answer.ts";
import type { StackStatus } from "../stack.ts";
import { withDemoMapping } from "./demo-mapping.ts";
import { type Evidence, judge } from "./judge.ts";

const domain = "demo.myshopify.com";
const { entries, webhooks } = fillBooks({ seed: 33, orders: 520, shopDomain: domain });

/** Judged by itself. */
const circle = {
  figures: { carrier_events: 40, flow_triggers: 30, fulfillment_events: 20, duplicate_effects: 0 },
  problems: [],
};

const nothing: StackStatus = {
  events: { total: 0, pending: 0, done: 0, quarantined: 0 },
  topics: {},
  outbox: { pending: 0, delivered: 0, dead: 0 },
  orders: [],
  quarantined: [],
  settled: true,
};

/** Of so many orders metafields or pictures were read. */
const READINGS = { metafields: 170, pictures: 410 };

/** A run in which everything went right. */
function goodRun(): Evidence & { held: Map<string, CoreOrder> } {
  const held = new Map<string, CoreOrder>();
  const orders = entries.map(({ order, history }) => {
    const expectation = expectedOrder(order, history, { mapped: withDemoMapping });
    if (expectation.outcome === "held") held.set(order.id, rightAnswer(expectation.order));
    const reason = expectation.outcome === "held" ? null : expectation.reason;
    return {
      shopId: "s",
      domain,
      orderId: order.id,
      status: reason === null ? "ready" : "skipped",
      reason,
      delivered: reason === null,
    };
  });
  const total = webhooks.length;
  const stored = total + READINGS.metafields + READINGS.pictures + 7;
  return {
    entries,
    domain,
    held,
    circle,
    readings: READINGS,
    journal: { events: total, received: total + 100, acknowledged: total, failed: 3 },
    before: { ...nothing, events: { ...nothing.events, total: 7 } },
    after: { ...nothing, orders, events: { total: stored, pending: 0, done: stored, quarantined: 0 } },
  };
}

function withoutReadings(run: Evidence, of: keyof typeof READINGS): Evidence {
  const total = run.after.events.total - READINGS[of];
  const readings = { ...run.readings, [of]: 0 };
  return { ...run, readings, after: { ...run.after, events: { ...run.after.events, total } } };
}

function firstHeld(run: ReturnType<typeof goodRun>): [string, CoreOrder] {
  const [first] = [...run.held].filter(([, { trackings }]) => (trackings ?? []).length > 0);
  if (first === undefined) throw new Error("nothing held");
  return first;
}

describe("the verdict of the demo", () => {
  it("has no problem where every order arrived whole", () => {
    const { figures, problems } = judge(goodRun());
    expect(problems).toEqual([]);
    expect(figures).toMatchObject({ orders: 520, quarantined: 0, lost: 0 });
    expect(figures.delivered + figures.skipped).toBe(520);
    expect(figures.delivered).toBeGreaterThanOrEqual(416);
    expect(figures.received).toBeGreaterThan(figures.events);
    expect(figures.parcels).toBeGreaterThan(400);
  });

  it("counts an order that the core lacks as lost", () => {
    const run = goodRun();
    run.held.delete(firstHeld(run)[0]);
    const { figures, problems } = judge(run);
    expect(figures.lost).toBe(1);
    expect(problems.join()).toContain("is not in the core");
  });

  it("counts acknowledged events that are not in the inbox as lost", () => {
    const run = goodRun();
    const after = { ...run.after, events: { ...run.after.events, total: run.after.events.total - 5 } };
    expect(judge({ ...run, after }).figures.lost).toBe(5);
  });

  it("takes no whole order that was read for one that was sent", () => {
    const run = goodRun();
    const events = { ...run.after.events, total: run.after.events.total + 9 };
    expect(judge({ ...run, after: { ...run.after, events, topics: { "admin/order": 9 } } }).problems).toEqual([]);
  });

  it("misses a parcel that the core does not hold", () => {
    const run = goodRun();
    const [id, order] = firstHeld(run);
    run.held.set(id, { ...order, trackings: [] });
    const { figures, problems } = judge(run);
    expect(problems.length).toBeGreaterThan(0);
    expect(figures.parcels).toBeLessThan(judge(goodRun()).figures.parcels);
  });

  it("misses a custom property of the mapping", () => {
    const run = goodRun();
    const [id, order] = [...run.held].find(([, { order_analytics }]) =>
      order_analytics?.note_attributes?.some(({ name }) => name === "Land"),
    ) ?? ["", undefined];
    if (order === undefined) throw new Error("nothing is mapped");
    const note_attributes = order.order_analytics?.note_attributes?.filter(({ name }) => name !== "Land");
    run.held.set(id, { ...order, order_analytics: { ...order.order_analytics, note_attributes } });
    expect(judge(run).problems).toEqual([expect.stringContaining("note_attributes should be")]);
  });

  it("objects to a line without its picture, and to another line's picture", () => {
    for (const images of [[], [{ src: "https://cdn.example.com/another.jpg", alt: null }]]) {
      const run = goodRun();
      const [id, order] = [...run.held].find(([, { products }]) => (products?.[0]?.images ?? []).length > 0) ?? [
        "",
        null,
      ];
      if (order === null) throw new Error("nothing has a picture");
      const [first, ...others] = order.products ?? [];
      run.held.set(id, { ...order, products: [{ ...first, images }, ...others].filter((one) => one !== undefined) });
      expect(judge(run).problems).toEqual([expect.stringContaining("products should be")]);
    }
  });

  it("takes an order cancelled before shipping as it was before, and no other way", () => {
    const [entry] = entries.filter(({ order }) => order.kinds.includes("cancelled_before_shipping"));
    if (entry === undefined) throw new Error("none cancelled");
    const run = goodRun();
    const expectation = expectedOrder(entry.order, entry.history, { mapped: withDemoMapping });
    const [version] = expectation.outcome === "skipped" ? expectation.mayHold : [];
    if (version === undefined) throw new Error("nothing to hold");
    run.held.set(entry.order.id, rightAnswer(version));
    expect(judge(run).problems).toEqual([]);
    run.held.set(entry.order.id, { ...rightAnswer(version), currency: "XXX" });
    expect(judge(run).problems).toHaveLength(1);
  });

  it("objects to an order that must not be in the core, and to one that nobody placed", () => {
    const [test] = entries.filter(({ order }) => order.test);
    const run = goodRun();
    const [, order] = firstHeld(run);
    run.held.set(test?.order.id ?? "", order);
    run.held.set("999", { ...order, external_id: "999" });
    expect(judge(run).problems).toHaveLength(2);
  });

  it("objects to another reason than the books give, and to a reason where they give none", () => {
    const run = goodRun();
    const reasons = ["no_zip", null];
    for (const reason of reasons) {
      const orders = run.after.orders.map((row) => (row.reason === "test_order" ? { ...row, reason } : row));
      expect(judge({ ...run, after: { ...run.after, orders } }).problems.length).toBeGreaterThanOrEqual(10);
    }
    const [id] = firstHeld(run);
    const orders = run.after.orders.map((row) => (row.orderId === id ? { ...row, reason: "no_zip" } : row));
    expect(judge({ ...run, after: { ...run.after, orders } }).problems).toHaveLength(1);
  });

  it.each<[string, (run: Evidence) => Evidence]>([
    ["no duplicate", (run) => ({ ...run, journal: { ...run.journal, received: run.journal.events } })],
    ["an unacknowledged event", (run) => ({ ...run, journal: { ...run.journal, events: run.journal.events + 1 } })],
    [
      "an event nobody sent",
      (run) => ({
        ...run,
        after: { ...run.after, events: { ...run.after.events, total: run.after.events.total + 1 } },
      }),
    ],
    ["quarantine", (run) => ({ ...run, after: { ...run.after, events: { ...run.after.events, quarantined: 1 } } })],
    ["a dead letter", (run) => ({ ...run, after: { ...run.after, outbox: { ...run.after.outbox, dead: 1 } } })],
    [
      "a reading that is not in the inbox",
      (run) => ({ ...run, readings: { ...READINGS, pictures: READINGS.pictures + 1 } }),
    ],
    ["metafields that nobody read", (run) => withoutReadings(run, "metafields")],
    ["pictures that nobody read", (run) => withoutReadings(run, "pictures")],
    ["unrest", (run) => ({ ...run, after: { ...run.after, settled: false } })],
  ])("objects to %s", (_what, spoil) => {
    expect(judge(spoil(goodRun())).problems).toHaveLength(1);
  });

  it("objects to books without enough orders of a kind", () => {
    const run = goodRun();
    const few = run.entries.map(({ order, history }) => ({ order: { ...order, presentment: null }, history }));
    expect(judge({ ...run, entries: few }).problems).toEqual(["only 0 orders are two_currencies"]);
  });
});
