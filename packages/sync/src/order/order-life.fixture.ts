import { type Fulfillment, type OrderFacts, type OrderSnapshot, type Refund, unknownOrder } from "./order.ts";
import { euro, sampleFulfillment, sampleLine, sampleSnapshot } from "./sample-order.fixture.ts";

/** For tests: an order's life, told by the events that a platform sends of it, each with what it would say then. */

export interface LifeEvent {
  name: string;
  facts: OrderFacts;
}

export interface LifeOptions {
  /** How many seconds lie between two events. 0: all have the same `observedAt`, as in a busy second. */
  secondsApart: number;
  cancelled: boolean;
  /** A second parcel leaves after the cancellation (or, without one, after the first). */
  secondParcel: boolean;
}

const ID = "820982911946154508";
const START = Date.UTC(2026, 2, 1, 9);

export function orderLife({ secondsApart, cancelled, secondParcel }: LifeOptions): LifeEvent[] {
  const events: LifeEvent[] = [];
  let snapshot = sampleSnapshot({ financialStatus: "pending", lines: [line(2, 2)] });
  const fulfillments = new Map<string, Fulfillment>();
  let cancelledAt: string | null = null;
  const now = () => instant(START + events.length * secondsApart * 1000, events.length);
  const triggeredAt = () => new Date(START + events.length * 1000).toISOString().replace("Z", "000042Z");

  function tell(name: string, facts: Partial<OrderFacts>) {
    events.push({ name, facts: { ...unknownOrder(ID), ...facts } });
  }
  /** A webhook of the order shows it whole, with all its fulfillments as they are now. */
  function tellOrder(name: string, changes: Partial<OrderSnapshot>) {
    snapshot = { ...snapshot, ...changes, observedAt: now(), triggeredAt: triggeredAt() };
    const shown = [...fulfillments.values()].map((each) => ({ ...each, triggeredAt: triggeredAt() }));
    tell(name, { snapshot, fulfillments: shown, cancelledAt });
  }
  function tellFulfillment(name: string, changes: Partial<Fulfillment> & { id: string }) {
    const before = fulfillments.get(changes.id) ?? sampleFulfillment({ createdAt: now(), lines: [] });
    const fulfillment = { ...before, ...changes, observedAt: now(), triggeredAt: triggeredAt() };
    fulfillments.set(changes.id, fulfillment);
    tell(name, { fulfillments: [fulfillment] });
  }

  tellOrder("orders/create", {});
  tellOrder("orders/paid", { financialStatus: "paid" });
  tell("orders/edited", { editedAt: now() });
  tellOrder("orders/updated: edited", { lines: [line(3, 3)], noteAttributes: [{ name: "gift", value: "yes" }] });
  tellFulfillment("fulfillments/create", { id: "9", parcels: [{ trackingNumber: "OLD", trackingUrl: null }] });
  tellOrder("orders/fulfilled", { fulfillmentStatus: "fulfilled" });
  tellFulfillment("fulfillments/update", { id: "9", parcels: [{ trackingNumber: "NEW", trackingUrl: null }] });
  if (cancelled) {
    cancelledAt = now();
    tellOrder("orders/cancelled", { lines: [line(3, 0)] });
  }
  if (secondParcel) {
    tellFulfillment("fulfillments/create: second", {
      id: "10",
      parcels: [{ trackingNumber: "LATE", trackingUrl: null }],
    });
  }
  const refund: Refund = { id: "31", observedAt: now(), lines: [{ lineId: "11", quantity: 1 }], amount: "19.90" };
  tell("refunds/create", { refunds: [refund] });
  tellOrder("orders/updated: refunded", { lines: [line(3, 1)], financialStatus: "partially_refunded" });
  return events;
}

function line(quantity: number, currentQuantity: number) {
  return sampleLine({ quantity, currentQuantity, price: euro("19.90") });
}

/** The same clock in a different notation each time: Shopify writes the shop's offset, others UTC. */
function instant(milliseconds: number, turn: number): string {
  const hours = turn % 3;
  const local = new Date(milliseconds + hours * 3_600_000).toISOString().slice(0, 19);
  return hours === 0 ? `${local}Z` : `${local}+0${hours}:00`;
}
