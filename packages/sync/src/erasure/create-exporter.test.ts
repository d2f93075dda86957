import { describe, expect, test } from "vitest";
import { SHOP_A } from "../../../../test/fakes/event-for.ts";
import { sampleOrder } from "../order/sample-order.fixture.ts";
import type { Normalised } from "../pipeline/normalise.ts";
import { createExporter } from "./create-exporter.ts";
import type { KeptEvent } from "./erasures.ts";

const AT = "2026-12-01T00:00:00.000Z";
const ADA = { customerIds: ["7001"], email: null, orderIds: ["41", "404"] };

interface Script {
  orders?: string[];
  /** What the events say, by lane; one event to a page. Each lane's other messages have no bytes any more. */
  events?: [laneKey: string, said: Normalised][];
}

function exporting({ orders = [], events = [] }: Script) {
  const kept = events.map(([laneKey], index): KeptEvent => {
    const id = { eventKey: Buffer.from([index]), bodyHash: Buffer.alloc(32), headers: {} };
    return { ...id, source: "shopify", topic: `t/${index}`, laneKey, body: Buffer.from("{}") };
  });
  const page = <Item>(items: readonly Item[], after: string | null) => {
    const at = Number(after ?? 0);
    return { items: items.slice(at, at + 1), after: at + 1 < items.length ? `${at + 1}` : null };
  };
  const states = orders.map((id) => ({ ...sampleOrder(), id }));
  return createExporter({
    erasures: {
      orders: async (_, after) => page(states, after),
      events: async (_, after) => page(kept, after),
    },
    requests: {
      messagesIn: async (_, lane) => [
        { source: "shopify", topic: "t/gone", eventKey: "ff", receivedAt: AT, isKept: false },
        ...kept
          .filter(({ laneKey }) => laneKey === lane)
          .map(({ topic, eventKey }) => {
            return {
              source: "shopify" as const,
              topic,
              eventKey: eventKey.toString("hex"),
              receivedAt: AT,
              isKept: true,
            };
          }),
      ],
    },
    histories: { of: async () => null },
    normalise: { shopify: ({ topic }) => events[Number(topic.slice(2))]?.[1] ?? { outcome: "no_order" } },
    clock: { now: () => Date.parse(AT) },
    keptFor: { bodies: 7, quarantined: 30, records: 90 },
  })(SHOP_A, ADA);
}

const topicsOf = (messages: readonly { topic: string }[]) => messages.map(({ topic }) => topic);

function announced(orderId: string, customerId: string | null): Normalised {
  return { outcome: "announcement", moved: null, announcement: { orderId, customerId } };
}

describe("an export", () => {
  test("has the customer's orders alone, each with all messages of its lane, those without bytes too", async () => {
    const facts: Normalised = { outcome: "facts", facts: { ...sampleOrder(), id: "41" } };
    const { orders, otherMessages } = await exporting({ orders: ["40", "41"], events: [["41", facts]] });
    expect(orders.map(({ id }) => id)).toEqual(["41"]);
    expect(topicsOf(orders.flatMap(({ messages }) => messages))).toEqual(["t/gone", "t/0"]);
    expect(otherMessages).toEqual([]);
  });

  test("has what Karla said of such an order with it, and what it said of the customer's other ones apart", async () => {
    const { orders, otherMessages } = await exporting({
      orders: ["41"],
      events: [
        ["karla/1", announced("41", null)],
        ["karla/2", announced("9", "7001")],
        ["karla/3", announced("9", "7002")],
      ],
    });
    expect(topicsOf(orders.flatMap(({ messages }) => messages))).toEqual(["t/gone", "t/0"]);
    expect(topicsOf(otherMessages)).toEqual(["t/1"]);
  });

  test("has the messages of an order that is not in the books yet, and says which orders it does not have", async () => {
    const facts: Normalised = { outcome: "facts", facts: { ...sampleOrder(), id: "404" } };
    const { otherMessages, notHeld } = await exporting({ events: [["404", facts]] });
    expect(topicsOf(otherMessages)).toEqual(["t/0"]);
    expect(notHeld.orders).toEqual([
      { id: "41", why: "not_in_books" },
      { id: "404", why: "not_in_books" },
    ]);
  });
});
