import { expect, test } from "vitest";
import { hugeOrder } from "./huge-order.ts";

test("an order of 10,000 lines is a body of 2 to 3 MB that has each of them, and adds up", () => {
  const { entry, webhook } = hugeOrder({ seed: 7, number: 1001, shopDomain: "a.myshopify.com", lines: 10_000 });
  const body = JSON.parse(webhook.body);
  expect(webhook.body.length).toBeGreaterThan(2_000_000);
  expect(webhook.body.length).toBeLessThan(3_000_000);
  expect(new Set(body.line_items.map(({ id }: { id: number }) => id)).size).toBe(10_000);
  expect(entry.order.totals.lines).toBe(
    entry.order.lines.reduce((sum, { price, ordered }) => sum + price * ordered, 0),
  );
});
