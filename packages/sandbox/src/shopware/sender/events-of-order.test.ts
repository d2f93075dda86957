import { describe, expect, it } from "vitest";
import { bookedEntries, entryWhere, testShop } from "../shopware.fixture.ts";

/** The names of the events that each version of an order makes. */
async function told(entry: ReturnType<typeof entryWhere>): Promise<string[][]> {
  const { shop } = await testShop();
  return entry.history.map((version) => shop.enter([version]).map(({ event }) => event));
}

const isLoud = ({ number }: { number: number }): boolean => number % 5 !== 0;

describe("what a shop tells of an order", () => {
  it("is much when it is placed: the customer several times, the order, its addresses, and the sale last", async () => {
    const entry = entryWhere(({ customer, paid, kinds }) => customer !== null && paid && kinds[0] === "plain");
    const [placed] = await told(entry);
    expect(placed).toEqual([
      "customer.written",
      "checkout.customer.register",
      "customer.written",
      "customer.written",
      "order.written",
      "order_address.written",
      "checkout.order.placed",
      "state_enter.order_transaction.state.paid",
      "order.written",
      "state_enter.order.state.in_progress",
    ]);
  });

  it("is the state of the delivery when it is shipped, and nothing at all when a code is changed", async () => {
    const entry = entryWhere((order) => isLoud(order) && order.kinds[0] === "changed_number");
    const last = (await told(entry)).slice(-2);
    expect(last).toEqual([
      ["state_enter.order_delivery.state.shipped", "order.written", "state_enter.order.state.completed"],
      [],
    ]);
  });

  it("is nothing at all of every fifth order that is shipped", async () => {
    const entry = entryWhere(({ number, paid, fulfillments, kinds }) => {
      return number % 5 === 0 && paid && fulfillments.length > 0 && kinds[0] === "plain";
    });
    expect((await told(entry)).at(-1)).toEqual([]);
  });

  it("is one write of an order for tags and attributes, of an address for an address, of a payment for a refund", async () => {
    const tags = entryWhere(({ kinds, paid }) => kinds[0] === "tags_changed" && paid);
    expect((await told(tags))[1]).toEqual(["order.written"]);
    const zip = entryWhere(({ kinds, paid }) => kinds[0] === "zip_added_later" && paid);
    expect((await told(zip))[1]).toEqual(["order_address.written"]);
    const refund = entryWhere(
      ({ kinds, paid, refunds }) => kinds[0] === "partly_refunded" && paid && refunds.length > 0,
    );
    expect((await told(refund)).flat()).toContain("state_enter.order_transaction.state.refunded_partially");
  });

  it("is that it is gone when it is deleted, and it is gone", async () => {
    const { shop } = await testShop();
    const entry = entryWhere(({ deletedAt }) => deletedAt !== null);
    const events = shop.enter(entry.history);
    expect(events.at(-1)).toMatchObject({ event: "order.deleted" });
    expect(shop.orders()).toEqual([]);
  });

  it("is a write of the order exactly where its time of writing moves", async () => {
    const { shop } = await testShop();
    for (const { history } of bookedEntries()) {
      let before: number | null = null;
      for (const version of history) {
        const isFirst = version.version === 1;
        const names = shop.enter([version]).map(({ event }) => event);
        const order = shop.orders().find(({ booked }) => booked.id === version.id);
        if (order === undefined) continue;
        if (!isFirst) expect(names.includes("order.written")).toBe(order.writtenAt !== before);
        before = order.writtenAt;
      }
    }
  });

  it("hides from the order in an event what a storefront may not see", async () => {
    const { shop } = await testShop();
    const events = shop.enter(
      bookedEntries()
        .slice(0, 10)
        .flatMap(({ history }) => history),
    );
    const placed = events.filter(({ event }) => event === "checkout.order.placed");
    for (const { payload } of placed) {
      const { order } = payload.shape === "whole" ? JSON.parse(JSON.stringify(payload.body())) : { order: null };
      expect(order).toMatchObject({ apiAlias: "order", language: null, billingAddress: null });
      expect(order.orderCustomer).not.toHaveProperty("customerId");
      expect(order).not.toHaveProperty("salesChannel");
      expect(order.lineItems[0]).not.toHaveProperty("price");
      for (const delivery of order.deliveries) expect(delivery.positions).toBeNull();
    }
  });
});
