import { shopIdOf } from "@karla/sync/ids";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMemoryMutedOrders } from "../../../test/fakes/memory-muted-orders.ts";
import type { FreshDatabase } from "../../../test/setup/fresh-database.ts";
import { migratedDatabase } from "../../../test/setup/migrated-database.ts";
import { createMutedOrdersStore } from "./muted-orders-store.ts";

const SHOP = shopIdOf("shopify", "a.myshopify.com");
const OTHER = shopIdOf("shopify", "b.myshopify.com");

let database: FreshDatabase;
beforeAll(async () => {
  database = await migratedDatabase();
});
afterAll(() => database.drop());

test.each([
  ["in the database", () => createMutedOrdersStore({ pool: database.pool, clock: { now: () => 1_000 } })],
  ["in memory", createMemoryMutedOrders],
])("an order is muted until it is unmuted, in its shop alone: %s", async (_, open) => {
  const muted = open();
  expect(await muted.isMuted(SHOP, "1001")).toBe(false);
  await muted.mute(SHOP, "1001");
  await muted.mute(SHOP, "1001");
  const asked = [muted.isMuted(SHOP, "1001"), muted.isMuted(SHOP, "1002"), muted.isMuted(OTHER, "1001")];
  expect(await Promise.all(asked)).toEqual([true, false, false]);
  expect(await muted.unmute(OTHER, "1001")).toBe(false);
  expect([await muted.unmute(SHOP, "1001"), await muted.unmute(SHOP, "1001")]).toEqual([true, false]);
  expect(await muted.isMuted(SHOP, "1001")).toBe(false);
});
