import { BACKFILL_LANE, SHOP_LANE } from "@karla/sync/inbox";
import { expect, test } from "vitest";
import { watchTraffic } from "./watch-traffic.ts";

test.each([
  ["an order", "1001", true],
  ["the import itself", BACKFILL_LANE, false],
  ["what is done for the shop as a whole", SHOP_LANE, false],
])("the import makes room for a moment, where it is for %s: %s", (_, laneKey, live) => {
  let now = 5_000;
  const traffic = watchTraffic({ now: () => now });
  expect(traffic.isLive()).toBe(false);
  traffic.passes(laneKey);
  expect(traffic.isLive()).toBe(live);
  now += 1_000;
  expect(traffic.isLive()).toBe(false);
});
