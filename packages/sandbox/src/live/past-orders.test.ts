import { expect, test } from "vitest";
import { pastOrders } from "./past-orders.ts";

const NOW = Date.UTC(2026, 10, 1, 12);

test("a shop's past is spread over its days, the oldest order first, and nothing in it is still to come", () => {
  const orders = pastOrders({ seed: 5, orders: 200, days: 90, firstNumber: 101, now: NOW });
  const placed = orders.map(({ createdAt }) => createdAt);
  expect(orders.length).toBeGreaterThan(150);
  expect([...placed].sort((left, right) => left - right)).toEqual(placed);
  expect(Math.min(...placed)).toBeLessThan(NOW - 89 * 86_400_000);
  expect(Math.max(...orders.map(({ updatedAt }) => updatedAt))).toBeLessThan(NOW);
  expect(orders.some(({ fulfillments }) => fulfillments.length > 0)).toBe(true);
});
