import { describe, expect, test } from "vitest";
import { childEnv } from "../env.ts";
import { runOnce } from "../start-process.ts";

describe("npm run demo", () => {
  test("brings every order whole through the real processes, and every scan back, and its last line says so", async () => {
    const args = ["--json", "--orders", "50", "--seed", "7"];
    const output = await runOnce({ script: "commands/demo.ts", args, env: childEnv({ DATABASE_URL: undefined }) });
    const last = JSON.parse(output.trim().split("\n").at(-1) ?? "");
    const { shopify, shopware } = last.platforms;
    expect(last).toMatchObject({ orders: 50 + shopware.orders, quarantined: 0, lost: 0, duplicate_effects: 0 });
    expect(shopify).toMatchObject({ orders: 50, problems: 0 });
    expect(shopware).toMatchObject({ problems: 0, lost: 0 });
    for (const { received, events, delivered, skipped, orders } of [last, shopify, shopware]) {
      expect(received).toBeGreaterThan(events);
      expect(delivered + skipped).toBe(orders);
    }
    expect(shopware.orders).toBeGreaterThan(15);
    for (const { carrier_events, flow_triggers, parcels } of [shopify, shopware]) {
      expect(carrier_events).toBeGreaterThan(5 * parcels);
      expect(flow_triggers).toBeGreaterThan(5 * parcels);
    }
    expect(shopify.fulfillment_events).toBeGreaterThan(shopify.orders);
  }, 300_000);
});
