import { describe, expect, it } from "vitest";
import type { BookedOrder } from "../../shopify/booked-order.ts";
import { bookedEntries, entryWhere } from "../shopware.fixture.ts";
import { nextOrder } from "./next-order.ts";
import { playsInShopware, type ShopwareOrder } from "./shopware-order.ts";

/** The order after each version of it. */
function lived(history: readonly BookedOrder[]): ShopwareOrder[] {
  let known: ShopwareOrder | null = null;
  return history.map((booked) => {
    known = nextOrder(known, booked);
    return known;
  });
}

function entryOf(kind: BookedOrder["kinds"][number], holds: (order: BookedOrder) => boolean) {
  return entryWhere((order) => order.kinds.includes(kind) && holds(order));
}
const isOdd = ({ number }: BookedOrder): boolean => number % 2 === 1;
const isEven = ({ number }: BookedOrder): boolean => number % 2 === 0;

describe("an order of the books in Shopware", () => {
  it("has one open delivery with all goods when it is placed", () => {
    const { history } = entryOf("split", () => true);
    const [placed] = lived(history);
    expect(placed?.deliveries).toHaveLength(1);
    expect(placed?.deliveries[0]).toMatchObject({ state: "open", trackingCodes: [], updatedAt: null });
    expect(placed?.deliveries[0]?.positions).toHaveLength(history[0]?.lines.length ?? 0);
  });

  it("with an odd number has a delivery for each fulfillment, whose pieces are dealt out without loss", () => {
    const { order, history } = entryOf("split", isOdd);
    const last = lived(history).at(-1);
    expect(last?.deliveries).toHaveLength(order.fulfillments.length);
    expect(new Set(last?.deliveries.map(({ key }) => key)).size).toBe(order.fulfillments.length);
    expect(last?.deliveries.flatMap(({ trackingCodes }) => trackingCodes).sort()).toEqual(
      order.fulfillments.flatMap(({ trackingNumbers }) => trackingNumbers).sort(),
    );
    const pieces = last?.deliveries.flatMap(({ positions }) => positions) ?? [];
    for (const line of order.lines)
      expect(sum(pieces.filter(({ lineId }) => lineId === line.id))).toBe(line.ordered - line.removed);
  });

  it("with an odd number keeps in its first delivery what is not sent yet, and what comes back into it", () => {
    const { history } = entryOf("split", isOdd);
    const partly = history.find(({ fulfillments }) => fulfillments.length === 1) ?? never();
    const [rest, sent] = nextOrder(null, partly).deliveries;
    expect([rest?.state, sent?.state]).toEqual(["open", "shipped"]);
    const pieces = (positions: ShopwareOrder["deliveries"][number]["positions"] = []): number => sum(positions);
    const all = sum(partly.lines.map(({ ordered }) => ({ quantity: ordered })));
    expect(pieces(rest?.positions) + pieces(sent?.positions)).toBe(all);
    const fulfillments = partly.fulfillments.map((each) => ({ ...each, status: "cancelled" as const }));
    expect(pieces(nextOrder(null, { ...partly, fulfillments }).deliveries[0]?.positions)).toBe(all);
  });

  it("with an even number has the codes of all fulfillments on one delivery, first partly and then wholly shipped", () => {
    const { order, history } = entryOf("split", (each) => isEven(each) && each.number % 5 !== 0);
    const versions = lived(history);
    expect(new Set(versions.map(({ deliveries }) => deliveries.length))).toEqual(new Set([1]));
    const states = versions.map(({ deliveries }) => deliveries[0]?.state);
    expect([...new Set(states)]).toEqual(["open", "shipped_partially", "shipped"]);
    expect(versions.at(-1)?.deliveries[0]?.trackingCodes).toEqual(
      order.fulfillments.flatMap(({ trackingNumbers }) => trackingNumbers),
    );
    expect(versions.at(-1)?.state).toBe("completed");
  });

  it("keeps the time of its own last write when a code of a delivery is changed", () => {
    const { history } = entryOf("changed_number", () => true);
    const [before, after] = lived(history).slice(-2);
    expect(after?.writtenAt).toBe(before?.writtenAt);
    expect(after?.deliveries[0]?.updatedAt).toBe(after?.booked.updatedAt);
    expect(after?.deliveries[0]?.updatedAt).not.toBe(before?.deliveries[0]?.updatedAt);
  });

  it("keeps a delivery that was called off, and sends the goods in another one or with another code", () => {
    const apart = lived(entryOf("cancelled_fulfillment", isOdd).history).at(-1);
    expect(apart?.deliveries.map(({ state }) => state)).toEqual(["cancelled", "shipped"]);
    const { order, history } = entryOf("cancelled_fulfillment", isEven);
    const together = lived(history).at(-1);
    expect(together?.deliveries.map(({ trackingCodes }) => trackingCodes)).toEqual([
      order.fulfillments[1]?.trackingNumbers,
    ]);
  });

  it("that is shipped silently stays in progress although its delivery is shipped", () => {
    const entry = entryWhere(({ number, fulfillments, paid, kinds }) => {
      return number % 5 === 0 && fulfillments.length > 0 && paid && kinds[0] === "plain";
    });
    const last = lived(entry.history).at(-1);
    expect(last?.state).toBe("in_progress");
    expect(last?.deliveries[0]?.state).toBe("shipped");
  });

  it("has no delivery where nothing is sent, and one of negative costs where a code pays for shipping", () => {
    expect(lived(entryOf("digital_only", () => true).history).at(-1)?.deliveries).toEqual([]);
    const free = entryWhere(({ discountCodes }) => discountCodes.some(({ type }) => type === "shipping"));
    const deliveries = lived(free.history).at(-1)?.deliveries ?? [];
    expect(sum(deliveries.map(({ costs }) => ({ quantity: costs })))).toBe(0);
    expect(deliveries.at(-1)).toMatchObject({ trackingCodes: [], state: "open" });
  });

  it("is the same whether its versions came one by one or not, but for the times of writes", () => {
    for (const { history, order } of bookedEntries().filter((entry) => playsInShopware(entry.order))) {
      const timeless = ({ booked, state, payment, deliveries }: ShopwareOrder) => ({
        booked,
        state,
        payment: payment.state,
        deliveries: deliveries.map(({ updatedAt: _, ...delivery }) => delivery),
      });
      const last = lived(history).at(-1);
      expect(last === undefined ? null : timeless(last)).toEqual(timeless(nextOrder(null, order)));
    }
  });
});

function never(): never {
  throw new Error("no such version");
}

function sum(pieces: readonly { quantity: number }[]): number {
  return pieces.reduce((total, { quantity }) => total + quantity, 0);
}
