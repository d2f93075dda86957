import type { InboxEvent } from "@karla/sync/normalise";
import { describe, expect, test } from "vitest";
import { orderReadingEvent } from "../admin/order-reading-event.ts";
import { SHOPWARE_EVENTS } from "./events.ts";
import { normaliseShopware } from "./normalise.ts";

const ORDER = "01a20ebb3e2a738b9fafe6a3391026dd";
const LIVE = "0fa91ce3e96a4bc2be4bd9ce752c3425";

function event(topic: string, payload: unknown, headers: Record<string, string> = {}): InboxEvent {
  return { topic, body: Buffer.from(JSON.stringify({ data: { event: topic, payload } })), headers };
}

const keys = (versionId: string) => [{ entity: "order", operation: "update", primaryKey: ORDER, versionId }];

describe("a webhook", () => {
  test("says that an order changed, and nothing of the order itself", () => {
    const order = { id: ORDER, orderNumber: "10001", price: { totalPrice: 1 } };
    expect(normaliseShopware(event("checkout.order.placed", { order }))).toEqual({ outcome: "hint" });
    expect(normaliseShopware(event("order.written", keys(LIVE)))).toEqual({ outcome: "hint" });
  });

  test("is no more than that where the shop asks for an order by a flow or the button", () => {
    for (const topic of ["flow/sync-order", "action/sync-orders"]) {
      expect(normaliseShopware({ topic, body: Buffer.from(`{"orderId":"${ORDER}"}`), headers: {} })).toEqual({
        outcome: "hint",
      });
    }
  });

  test("of drafts alone says nothing: an order that is opened in the administration is one", () => {
    expect(normaliseShopware(event("order.written", keys("1".repeat(32))))).toEqual({ outcome: "no_order" });
  });

  test("of a deleted order, or of what nobody knows, concerns no order", () => {
    expect(normaliseShopware(event("order.deleted", keys(LIVE)))).toEqual({ outcome: "no_order" });
    expect(normaliseShopware(event("fancy.event", {}))).toEqual({ outcome: "no_order" });
  });

  test("of products names those that were written or deleted, each once, and no drafts of them", () => {
    const [one, two] = ["1".repeat(32), "2".repeat(32)];
    const written = [one, two, one].map((primaryKey) => ({ entity: "product", primaryKey, versionId: LIVE }));
    const draft = { entity: "product", primaryKey: "3".repeat(32), versionId: "4".repeat(32) };
    expect(normaliseShopware(event("product.written", [...written, draft]))).toEqual({
      outcome: "products",
      ids: [one, two],
    });
    const deleted = [{ entity: "product", operation: "delete", primaryKey: one }];
    expect(normaliseShopware(event("product.deleted", deleted))).toEqual({ outcome: "products", ids: [one] });
  });

  test("of accounts that were deleted asks to forget them, in however many lines", () => {
    const deleted = ["1", "2"].map((digit) => ({
      entity: "customer",
      operation: "delete",
      primaryKey: digit.repeat(32),
    }));
    expect(normaliseShopware(event("customer.deleted", deleted))).toEqual({
      outcome: "erasure",
      request: { kind: "customer", customerIds: ["1".repeat(32), "2".repeat(32)], email: null, orderIds: [] },
    });
    expect(normaliseShopware(event("customer.deleted", []))).toEqual({ outcome: "no_order" });
  });

  test("of more products than are looked through before it is stored names all of them", () => {
    const written = Array.from({ length: 1_000 }, (_, index) => ({
      entity: "product",
      primaryKey: index.toString(16).padStart(32, "0"),
      updatedFields: ["versionId", "name", "updatedAt", "id"],
      versionId: LIVE,
    }));
    expect(normaliseShopware(event("product.written", written))).toMatchObject({ ids: { length: 1_000 } });
  });

  test("is never taken for a reading, whatever it calls itself", () => {
    expect(normaliseShopware(event("admin/order", { id: ORDER }))).toEqual({ outcome: "no_order" });
  });

  test.each([...SHOPWARE_EVENTS.keys()])("%s with a body of any other kind is no error", (topic) => {
    for (const payload of [null, [], {}, 5, "x", [null], { order: null }]) {
      expect(["hint", "no_order"]).toContain(normaliseShopware(event(topic, payload)).outcome);
    }
  });
});

describe("an order that was read", () => {
  const reading = (body: string) =>
    orderReadingEvent({
      shopId: "dirYTogwnp8ehbPF",
      orderId: ORDER,
      body,
      readAt: "2026-11-30T12:00:00.000Z",
      depositLineType: null,
    });

  test("that cannot be used is quarantined with its reason", () => {
    expect(normaliseShopware(reading("[]"))).toMatchObject({ outcome: "quarantine", reason: "not_an_object" });
    expect(normaliseShopware(reading("{"))).toMatchObject({ outcome: "quarantine", reason: "unreadable_body" });
    expect(normaliseShopware(reading("{}"))).toMatchObject({ outcome: "quarantine", reason: "no_order_id" });
  });

  test("is another event each time: a tag that comes and goes leaves no date", () => {
    const again = { ...reading("{}") };
    const later = orderReadingEvent({
      shopId: "dirYTogwnp8ehbPF",
      orderId: ORDER,
      body: "{}",
      readAt: "2026-11-30T12:00:01.000Z",
      depositLineType: null,
    });
    expect(later.eventKey.equals(again.eventKey)).toBe(false);
  });
});
