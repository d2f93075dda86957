import type { ProblemCode } from "@karla/sync/shops";
import { Session } from "@shopify/shopify-api";
import { afterEach, expect, test } from "vitest";
import { ALL_SCOPES, closeToldShops, SHOP, SHOP_ID, toldShop } from "../announce/told-shop.fixture.ts";
import { createAccessCheck } from "./create-access-check.ts";

afterEach(closeToldShops);

test.each([
  ["all that the app writes with are granted", ALL_SCOPES, ["shop_permission_missing"]],
  ["one of them is not", ALL_SCOPES.filter((scope) => scope !== "write_orders"), []],
])("a missing scope is no problem any more where %s", async (_, scopes, closed) => {
  const { deps } = await toldShop({ scopes });
  const kept: string[] = [];
  const over: ProblemCode[] = [];
  const session = new Session({ id: `offline_${SHOP}`, shop: SHOP, state: "", isOnline: false, accessToken: "t" });
  const check = createAccessCheck({
    ...deps,
    problems: { close: async (_shop, code) => void over.push(code) },
    sessions: {
      loadSession: async () => session,
      keepScope: async (_looked, scope) => kept.push(scope) > 0,
    },
  });
  await check(SHOP_ID);
  expect([kept, over]).toEqual([[scopes.join(",")], closed]);
});
