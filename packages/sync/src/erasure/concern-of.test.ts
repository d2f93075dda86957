import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sampleOrder } from "../order/sample-order.fixture.ts";
import type { Normalised } from "../pipeline/normalise.ts";
import { concernOf, concernOfRestored, isOrderOf } from "./concern-of.ts";
import type { CustomerErasure } from "./erasure-request.ts";

const CUSTOMER: CustomerErasure = {
  kind: "customer",
  customerIds: ["7001"],
  email: "Ada@example.com",
  orderIds: ["41"],
};

function orderWith({ id = "1", customerId = "1", email = "bob@example.com" as string | null } = {}) {
  const { snapshot, ...order } = sampleOrder();
  if (snapshot === null) throw new Error("the sample has a snapshot");
  const customer = { id: customerId, email: null, firstName: null, lastName: null, phone: null, tags: [] };
  return { ...order, id, snapshot: { ...snapshot, email, customer } };
}

function concern(text: string, said: Normalised | null = null) {
  return concernOf({ body: Buffer.from(text), laneKey: "1" }, said, CUSTOMER).outcome;
}

describe("an order is the customer's", () => {
  test("by the list, the account or the address, in upper or lower case", () => {
    expect(isOrderOf(orderWith({ id: "41" }), CUSTOMER)).toBe(true);
    expect(isOrderOf(orderWith({ customerId: "7001" }), CUSTOMER)).toBe(true);
    expect(isOrderOf(orderWith({ email: " ada@EXAMPLE.com" }), CUSTOMER)).toBe(true);
    expect(isOrderOf(orderWith(), CUSTOMER)).toBe(false);
  });

  test("never by an address or an account that neither has", () => {
    const guest = { ...CUSTOMER, customerIds: [], email: null };
    expect(isOrderOf(orderWith({ email: null }), guest)).toBe(false);
    expect(isOrderOf(orderWith({ id: "41", email: null }), guest)).toBe(true);
  });
});

describe("an event is the customer's", () => {
  test("as an order only where the order is, whoever is mentioned in it", () => {
    const mentioned = `{"note":"for ada@example.com"}`;
    expect(concern(mentioned, { outcome: "facts", facts: orderWith() })).toBe("none");
    expect(concern("{}", { outcome: "facts", facts: orderWith({ customerId: "7001" }) })).toBe("order");
  });

  test("by its bytes where it has no order: a parcel with its order, anything else alone", () => {
    const parcel = { ...orderWith(), snapshot: null };
    expect(concern(`{"email":"ada@example.com"}`, { outcome: "facts", facts: parcel })).toBe("order");
    expect(concern(`{"email":"ada@example.com"`, null)).toBe("event");
    expect(concern(`{"customer":{"id":7001}}`, { outcome: "no_order" })).toBe("event");
    expect(concern(`{"customer":{"id":7}}`, { outcome: "no_order" })).toBe("none");
  });

  test("of Karla's where it names the customer, else by the order that it is about", () => {
    const about = { orderId: "9", customerId: null };
    const said: Normalised = { outcome: "announcement", moved: null, announcement: about };
    expect(concern(`{"email":"ada@example.com"}`, said)).toBe("lane");
    const event = { body: Buffer.from("{}"), laneKey: "karla/1" };
    expect(concernOf(event, said, CUSTOMER)).toEqual({ outcome: "ask", ...about, thenGoes: "lane" });
  });

  test("where it asks for the data of the same person, and no other's", () => {
    const asks = (whose: Partial<CustomerErasure>): Normalised => {
      return { outcome: "data_request", whose: { customerIds: [], email: null, orderIds: [], ...whose } };
    };
    for (const same of [{ customerIds: ["7001"] }, { email: "ADA@example.com" }, { orderIds: ["40", "41"] }]) {
      expect(concern("{}", asks(same))).toBe("event");
    }
    expect(concern(`{"note":"ada@example.com"}`, asks({ customerIds: ["7002"] }))).toBe("none");
    const ofRestored = concernOfRestored({ laneKey: "shop" }, asks({ customerIds: ["7001"], orderIds: ["41"] }));
    expect(ofRestored).toEqual({ outcome: "ask", orderId: "41", customerId: "7001", thenGoes: "event" });
  });

  test("alone where it has got into another order's lane", () => {
    const said: Normalised = { outcome: "facts", facts: orderWith({ customerId: "7001" }) };
    expect(concernOf({ body: Buffer.from("{}"), laneKey: "2" }, said, CUSTOMER)).toEqual({ outcome: "event" });
    const asked = { orderId: "1", customerId: "7001" };
    expect(concernOfRestored({ laneKey: "2" }, said)).toEqual({ outcome: "ask", ...asked, thenGoes: "event" });
    expect(concernOfRestored({ laneKey: "1" }, said)).toEqual({ outcome: "ask", ...asked, thenGoes: "order" });
  });

  test("by no longer number and no longer address", () => {
    for (const other of ["17001", "70012", "7001a", "x7001", "nada@example.com", "ada@example.community"]) {
      expect(concern(`{"a":"${other}"}`), other).toBe("none");
    }
    expect(concern("write to ada@example.com.")).toBe("event");
  });

  test("wherever in the body, among whatever", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, behind) => {
        expect(concern(`${before} "7001" ${behind}`)).toBe("event");
      }),
    );
  });
});
