import { payloadFault } from "@karla/sandbox/flow-trigger";
import type { NoticedProblem } from "@karla/sync/problem-notices";
import { PROBLEM_CODES } from "@karla/sync/shops";
import { afterEach, expect, test } from "vitest";
import { createFlowNotices } from "./create-flow-notices.ts";
import { problemPayloadOf } from "./problem-payload-of.ts";
import { closeToldShops, NOW, SHOP_ID, TRIGGERS, toldShop } from "./told-shop.fixture.ts";

afterEach(closeToldShops);

const FAILED = "karla-sync-failed";
const RECOVERED = "karla-sync-recovered";

async function stand(codes: NoticedProblem["code"][], wish: Parameters<typeof toldShop>[0] = {}) {
  const shop = await toldShop(wish);
  const { clock, deps } = shop;
  const problems = codes.map(
    (code): NoticedProblem => ({ code, about: {}, openedAt: NOW - 1, isOpen: true, toldAt: null, overToldAt: null }),
  );
  const the = (code: NoticedProblem["code"]) => problems.filter((problem) => problem.code === code);
  const tellMerchant = createFlowNotices({
    ...deps,
    clock,
    notices: {
      of: async () => problems,
      async told(_, code) {
        for (const problem of the(code)) problem.toldAt = clock.at;
      },
      async overTold(_, code) {
        for (const problem of the(code)) problem.overToldAt = clock.at;
      },
    },
  });
  return {
    ...shop,
    close: (code: NoticedProblem["code"]) => {
      for (const problem of the(code)) problem.isOpen = false;
    },
    tell: (until = Number.POSITIVE_INFINITY) => tellMerchant(SHOP_ID, until),
    heard: () => shop.told.journal.triggers().map(({ handle, payload }) => [handle, payload.Code]),
  };
}

test("workflows hear of a problem once, and once that it is over", async () => {
  const { tell, heard, close } = await stand(["not_connected", "orders_refused"]);
  await tell();
  await tell();
  const failed = [
    [FAILED, "not_connected"],
    [FAILED, "orders_refused"],
  ];
  expect(heard()).toEqual(failed);
  close("not_connected");
  await tell();
  await tell();
  expect(heard()).toEqual([...failed, [RECOVERED, "not_connected"]]);
});

test("a workflow can mail what is wrong, in English and in German", async () => {
  const { tell, told } = await stand(["not_connected"]);
  await tell();
  expect(told.journal.triggers()[0]?.payload).toEqual({
    Problem: expect.stringMatching(/./),
    "Problem in German": expect.stringMatching(/Karla/),
    Meaning: expect.stringMatching(/Karla/),
    "Meaning in German": expect.stringMatching(/Karla/),
    Code: "not_connected",
    Since: new Date(NOW - 1).toISOString(),
  });
});

test.each(PROBLEM_CODES)("Flow takes what is said of %s, whatever it is about", (code) => {
  const about = { field: "x\n{{y}}".repeat(500), order: "#1", permission: "write_orders", slug: "\u0000" };
  const payload = problemPayloadOf({ code, about, openedAt: NOW });
  expect(payloadFault(TRIGGERS, FAILED, payload)).toBeNull();
  expect(JSON.stringify(payload)).not.toContain("{{permission}}");
});

test("a shop without problems is not called, nor one that does not know our triggers yet for the next one", async () => {
  const { tell, asked } = await stand([]);
  await tell();
  expect(asked).toEqual([]);
  const older = await stand(["not_connected", "orders_refused"], { triggers: [] });
  await older.tell();
  expect([older.asked.length, older.heard(), older.lines]).toEqual([1, [], []]);
});

test.each([
  ["that is full is told later", { kind: "status", status: 429 }, [0, 1]],
  ["whose answer is lost is not told again", { kind: "lost_answer" }, [1, 1]],
] as const)("a shop %s", async (_, moment, counts) => {
  const { plays, tell, heard, lines } = await stand(["not_connected"]);
  plays.next = () => moment;
  await tell();
  const before = heard().length;
  plays.next = () => null;
  await tell();
  expect([before, heard().length]).toEqual(counts);
  expect(lines).toHaveLength(1);
});

test("nothing begins after the time that there is", async () => {
  const { tell, heard, clock } = await stand(["not_connected"]);
  await tell(clock.at);
  expect(heard()).toEqual([]);
});
