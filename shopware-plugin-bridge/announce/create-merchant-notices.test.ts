import type { NoticedProblem } from "@karla/sync/problem-notices";
import { afterEach, expect, test } from "vitest";
import { adminApiShapes } from "../../packages/sandbox/src/shopware/entity/problems-of.fixture.ts";
import { createMerchantNotices } from "./create-merchant-notices.ts";
import { problemNotification } from "./problem-notification.ts";
import { APP, closeShopsWithApp, shopWithApp } from "./shop-with-app.fixture.ts";

afterEach(closeShopsWithApp);

async function stand(codes: NoticedProblem["code"][]) {
  const shopware = await shopWithApp();
  const { clock, shop, shopId, deps } = shopware;
  const problems = codes.map(
    (code): NoticedProblem => ({
      code,
      about: {},
      openedAt: clock.at - 1,
      isOpen: true,
      toldAt: null,
      overToldAt: null,
    }),
  );
  const lines: object[] = [];
  const tellMerchant = createMerchantNotices({
    ...deps,
    notices: {
      of: async () => problems,
      async told(_, code) {
        for (const problem of problems) if (problem.code === code) problem.toldAt = clock.at;
      },
      async overTold() {},
    },
    log: { warn: (fields) => void lines.push(fields) },
  });
  return {
    ...shopware,
    lines,
    problems,
    tell: (until = Number.POSITIVE_INFINITY) => tellMerchant(shopId, until),
    shown: () => shop.journal.notifications(),
  };
}

test("open problems are shown in the administration, once, in the language of the shop", async () => {
  const { tell, shown, lines, asked } = await stand(["not_connected", "orders_refused"]);
  await tell();
  await tell();
  expect(shown()).toEqual([
    problemNotification({ code: "not_connected", about: {} }, "de"),
    problemNotification({ code: "orders_refused", about: {} }, "de"),
  ]);
  expect([lines, asked("POST", "/api/search/language")]).toEqual([[], 1]);
});

test("a shop without problems is not called", async () => {
  const { tell, asked } = await stand([]);
  await tell();
  expect(asked("POST", "/api/")).toBe(0);
});

test("without the permission the problem stays to be told", async () => {
  const { shop, tell, shown, lines } = await stand(["not_connected"]);
  shop.grant(APP.permissions.filter((permission) => permission !== "notification:create"));
  await tell();
  expect([shown(), lines]).toEqual([
    [],
    [expect.objectContaining({ why: "missing_privilege", permission: "notification:create" })],
  ]);
  shop.grant(null);
  await tell();
  expect(shown()).toHaveLength(1);
});

test.each([
  ["that is full says so, and is told later", { kind: "status", status: 429 }, [0, 1]],
  ["whose answer is lost is not told again", { kind: "lost_answer" }, [1, 1]],
] as const)("a shop %s", async (_, moment, counts) => {
  const { shop, tell, shown } = await stand(["not_connected"]);
  shop.misbehave(({ path }) => (path === "/api/notification" ? moment : null));
  await tell();
  const before = shown().length;
  shop.misbehave(() => null);
  await tell();
  expect([before, shown().length]).toEqual(counts);
});

test("nothing begins after the time that there is", async () => {
  const { tell, shown, clock } = await stand(["not_connected"]);
  await tell(clock.at);
  expect(shown()).toEqual([]);
});

test.each(["de", "en"] as const)("what a notification says is whole, and no markup: %s", (language) => {
  const about = { field: '<img src=x onerror="alert(1)">', order: "#1001 & more" };
  const { message } = problemNotification({ code: "mapped_field_gone", about }, language);
  expect(message).toContain("#1001");
  expect(message).not.toMatch(/[<>&]|\{\{/);
});

test("a notification has no fields but those that Shopware describes", () => {
  const described = Object.keys(adminApiShapes().get("Notification")?.properties ?? {});
  const sent = Object.keys(problemNotification({ code: "not_connected", about: {} }, "en"));
  expect(sent.filter((field) => !described.includes(field))).toEqual([]);
});
