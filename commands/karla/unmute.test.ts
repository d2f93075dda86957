import { shopIdOf } from "@karla/sync/ids";
import { expect, test } from "vitest";
import { createMemoryMutedOrders } from "../../test/fakes/memory-muted-orders.ts";
import { runUnmute } from "./unmute.ts";

const shopId = shopIdOf("shopify", "tea.myshopify.com");
const unmute = (muted: ReturnType<typeof createMemoryMutedOrders>, order?: string) =>
  runUnmute(muted, { shopId, order, say() {} });

test("an order that was muted is told of again, and no other", async () => {
  const muted = createMemoryMutedOrders();
  for (const order of ["1001", "1002"]) await muted.mute(shopId, order);
  expect(await unmute(muted, "1001")).toBe(0);
  expect([await muted.isMuted(shopId, "1001"), await muted.isMuted(shopId, "1002")]).toEqual([false, true]);
});

test("one that is not muted is said to be none", async () => {
  expect(await unmute(createMemoryMutedOrders(), "1001")).toBe(1);
});

test.each([undefined, ""])("the order has to be named, not %j", async (order) => {
  await expect(unmute(createMemoryMutedOrders(), order)).rejects.toThrow("--order");
});
