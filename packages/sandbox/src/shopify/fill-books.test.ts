import { describe, expect, it } from "vitest";
import { fillBooks } from "./fill-books.ts";
import { KINDS } from "./kinds.ts";

const WISH = { seed: 11, orders: 520, shopDomain: "sandbox-shop.myshopify.com" };
const books = fillBooks(WISH);

describe("the books", () => {
  it("are the same for the same seed, to the last byte, and others for another", () => {
    expect(fillBooks(WISH)).toEqual(books);
    expect(fillBooks({ ...WISH, seed: 12 }).webhooks[0]?.body).not.toBe(books.webhooks[0]?.body);
  });

  it("hold at least ten orders of each kind", () => {
    for (const kind of KINDS) {
      const count = books.entries.filter(({ order }) => order.kinds.includes(kind)).length;
      expect(count, kind).toBeGreaterThanOrEqual(10);
    }
  });

  it("give every order and every webhook an id of its own", () => {
    expect(new Set(books.entries.map(({ order }) => order.id)).size).toBe(520);
    expect(new Set(books.webhooks.map(({ webhookId }) => webhookId)).size).toBe(books.webhooks.length);
  });

  it("write ids of 13 or 14 digits, which a number holds without losing any", () => {
    for (const { order } of books.entries) {
      expect(order.id).toMatch(/^\d{13,14}$/);
      expect(String(Number(order.id))).toBe(order.id);
    }
  });

  it("let the version and the update time of an order grow with each change", () => {
    for (const { history } of books.entries) {
      expect(history.map(({ version }) => version)).toEqual(history.map((_, index) => index + 1));
      const times = history.map(({ updatedAt }) => updatedAt);
      expect(new Set(times).size).toBe(times.length);
      expect([...times].sort((left, right) => left - right)).toEqual(times);
    }
  });

  it("write the version into the attribute `_version` of each version", () => {
    for (const { history } of books.entries) {
      for (const { attributes, version } of history) {
        expect(attributes.filter(({ name }) => name === "_version")).toEqual([
          { name: "_version", value: String(version) },
        ]);
      }
    }
  });

  it("never ship more pieces than were ordered, nor less than none", () => {
    for (const { order } of books.entries) {
      for (const line of order.lines) {
        const counted = order.fulfillments.filter(({ status }) => status !== "cancelled").flatMap(({ lines }) => lines);
        const shipped = counted
          .filter(({ lineId }) => lineId === line.id)
          .reduce((sum, { quantity }) => sum + quantity, 0);
        expect(shipped).toBeLessThanOrEqual(line.ordered);
        expect(line.ordered - line.removed - line.refunded).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it("show the last version of each order in its last orders topic that shows the order", () => {
    const last = new Map<string, number>();
    for (const { topic, orderId, version } of books.webhooks) {
      if (topic.startsWith("orders/") && topic !== "orders/delete" && topic !== "orders/edited")
        last.set(orderId, version);
    }
    for (const { order } of books.entries) {
      expect(last.get(order.id)).toBe(order.deletedAt === null ? order.version : order.version - 1);
    }
  });
});
