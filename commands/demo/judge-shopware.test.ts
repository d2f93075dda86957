import { fillBooks } from "@karla/sandbox/fill-books";
import { describe, expect, it } from "vitest";
import type { CoreOrder } from "../proof/core-order.ts";
import { rightAnswer } from "../proof/right-answer.ts";
import { expectedShopwareOrder } from "../proof/shopware/expected-order.ts";
import { idOfOrder } from "../proof/shopware/ids.ts";
import { shopwareEntry } from "../proof/shopware/shopware-books.ts";
import type { StackStatus } from "../stack.ts";
import { judgeShopware, type ShopwareEvidence } from "./judge-shopware.ts";
import { withShopwareMapping } from "./shopware-mapping.ts";

const { entries: booked } = fillBooks({ seed: 33, orders: 120, shopDomain: "shop.example.com" });
const entries = booked.flatMap(({ history }) => shopwareEntry(history) ?? []);

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

/** A run in which everything went right: 900 events, of which 40 were sent again in another second. */
function goodRun(): ShopwareEvidence & { held: Map<string, CoreOrder> } {
  const held = new Map<string, CoreOrder>();
  const orders = entries.map((entry) => {
    const expectation = expectedShopwareOrder(entry, withShopwareMapping);
    const orderId = idOfOrder(entry.order.booked);
    if (expectation.outcome === "held") held.set(orderId, rightAnswer(expectation.order));
    const reason = expectation.outcome === "held" ? null : expectation.reason;
    return { shopId: "s", domain: "d", orderId, status: "", reason, delivered: reason === null };
  });
  return {
    entries,
    circle,
    sent: { received: 1000, events: 900, acknowledged: 900, bodies: 940, acknowledgedBodies: 940, neverSent: 30 },
    compared: { found: 20, failure: null },
    held,
    before: nothing,
    after: {
      ...nothing,
      orders,
      events: { total: 1640, pending: 0, done: 1640, quarantined: 0 },
      topics: { "order.written": 940, "admin/order": 700 },
    },
  };
}

function changed(run: ShopwareEvidence, after: Partial<StackStatus>): ShopwareEvidence {
  return { ...run, after: { ...run.after, ...after } };
}

describe("the verdict on the demo's Shopware shop", () => {
  it("has no problem where every order arrived whole", () => {
    const { figures, problems, found } = judgeShopware(goodRun());
    expect(problems).toEqual([]);
    expect(figures).toMatchObject({ received: 1000, events: 900, orders: entries.length, lost: 0, quarantined: 0 });
    expect(figures.delivered + figures.skipped).toBe(entries.length);
    expect(figures.parcels).toBeGreaterThan(80);
    expect(found).toBe(20);
  });

  it("counts an order that the core lacks as lost, and acknowledged events that are not in the inbox", () => {
    const run = goodRun();
    const [id = ""] = run.held.keys();
    run.held.delete(id);
    expect(judgeShopware(run)).toMatchObject({ figures: { lost: 1 } });
    const { total, ...counts } = goodRun().after.events;
    const fewer = changed(goodRun(), { events: { ...counts, total: total - 5 } });
    expect(judgeShopware(fewer)).toMatchObject({ figures: { lost: 5 }, problems: [expect.stringContaining("inbox")] });
  });

  it("objects to an amount, a parcel or a property that is not as the books call for it", () => {
    const spoil: ((order: CoreOrder) => CoreOrder)[] = [
      (order) => ({ ...order, shipping_price: "1234" }),
      (order) => ({ ...order, trackings: [] }),
      (order) => ({ ...order, order_analytics: { ...order.order_analytics, note_attributes: [] } }),
    ];
    for (const change of spoil) {
      const run = goodRun();
      const [id, order] = [...run.held].find(
        ([, { trackings, order_analytics }]) =>
          trackings?.length === 1 && (order_analytics?.note_attributes?.length ?? 0) > 0,
      ) ?? ["", null];
      if (order === null) throw new Error("no such order");
      run.held.set(id, change(order));
      expect(judgeShopware(run).problems.length).toBeGreaterThan(0);
    }
  });

  it("objects to an order that nobody placed, and to another reason than the books give", () => {
    const run = goodRun();
    const [[id, order] = ["", null]] = run.held;
    if (order === null) throw new Error("nothing held");
    run.held.set("f".repeat(32), order);
    expect(judgeShopware(run).problems).toEqual([expect.stringContaining("nobody placed")]);
    const orders = goodRun().after.orders.map((row) => (row.orderId === id ? { ...row, reason: "no_zip" } : row));
    expect(judgeShopware(changed(goodRun(), { orders })).problems).toEqual([expect.stringContaining("no_zip")]);
  });

  it.each<[string, (run: ShopwareEvidence) => ShopwareEvidence]>([
    ["no duplicate", (run) => ({ ...run, sent: { ...run.sent, received: 900 } })],
    ["an unacknowledged event", (run) => ({ ...run, sent: { ...run.sent, events: 901 } })],
    ["events nobody sent", (run) => ({ ...run, sent: { ...run.sent, bodies: 939, acknowledgedBodies: 939 } })],
    ["no loss", (run) => ({ ...run, sent: { ...run.sent, neverSent: 0 } })],
    ["a comparison that found nothing", (run) => ({ ...run, compared: { found: 0, failure: null } })],
    ["a comparison that failed", (run) => ({ ...run, compared: { found: 1, failure: "no answer" } })],
    ["quarantine", (run) => changed(run, { events: { ...run.after.events, quarantined: 1 } })],
    ["a dead letter", (run) => changed(run, { outbox: { pending: 0, delivered: 0, dead: 1 } })],
    ["unrest", (run) => changed(run, { settled: false })],
    ["no reading", (run) => changed(run, { topics: {}, events: { ...run.after.events, total: 940 } })],
  ])("objects to %s", (_what, spoil) => {
    expect(judgeShopware(spoil(goodRun())).problems).toHaveLength(1);
  });

  it("objects to books without an order of some kind", () => {
    const run = goodRun();
    const few = run.entries.map(({ order, history }) => ({
      order: { ...order, booked: { ...order.booked, company: null } },
      history,
    }));
    expect(judgeShopware({ ...run, entries: few }).problems).toContain("no order is company");
  });
});
