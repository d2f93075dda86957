import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { OrderSettings } from "@karla/sync/settings";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readRegistrations } from "./read-registrations.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "karla-registrations-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const shop = { slug: "a", username: "user", key: "canary-key" };

async function read(...shops: object[]) {
  const file = join(folder, "shops.json");
  writeFileSync(file, JSON.stringify(shops.map((each) => ({ ...shop, ...each }))));
  return readRegistrations(file);
}

describe("the list of shops to connect", () => {
  test("gives each shop the settings of its platform, and what stands there instead", async () => {
    const shopify = { platform: "shopify", domain: "a.myshopify.com" };
    const shopware = { platform: "shopware", domain: "dirYTogwnp8ehbPF" };
    const shops = await read(shopify, shopware, { ...shopware, settings: { orderStates: null, takeTestOrders: true } });
    const plugins = { orderStates: ["in_progress", "completed"], deliveryStates: ["shipped", "shipped_partially"] };
    const none = OrderSettings.parse({});
    expect(shops.map(({ settings }) => settings)).toEqual([
      none,
      { ...none, ...plugins },
      { ...none, ...plugins, orderStates: null, takeTestOrders: true },
    ]);
    expect(shops[1]).toMatchObject({ ...shopware, connection: shop });
  });

  test.each([
    ["a key that is misspelt", { historicalCutof: "2026-11-24T10:00:00Z" }, "settings"],
    ["a moment without an offset", { historicalCutoff: "2026-11-24T10:00:00" }, "settings.historicalCutoff"],
    ["a slug of nothing", { slugBySalesChannel: { b2b: "" } }, "settings.slugBySalesChannel.b2b"],
  ])("is refused for %s, by the field's name and without the key", async (_, settings, named) => {
    const refused = await read({ platform: "shopware", domain: "a1", settings }).catch(String);
    expect(refused).toContain(`0.${named}:`);
    expect(refused).not.toContain("canary");
  });
});
