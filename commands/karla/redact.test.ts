import { isErasureLane } from "@karla/sync/erasure-request";
import { shopIdOf } from "@karla/sync/ids";
import type { ReceivedEvent } from "@karla/sync/inbox";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sampleOrder } from "../../packages/sync/src/order/sample-order.fixture.ts";
import { type RedactCommand, runRedact } from "./redact.ts";
import { lineOf, type Receipt } from "./write-receipts.ts";

const SHOP = shopIdOf("shopify", "a.myshopify.com");
const RECEIPT: Omit<Receipt, "request"> = {
  shopId: SHOP,
  kind: "customer",
  askedBy: "operator/redact",
  askedAt: "2026-11-30T00:00:00.000Z",
  finishedAt: "2026-11-30T00:00:04.000Z",
  outcome: "erased",
  orders: 2,
  givenToCore: 1,
  rows: { inbox_event: 3 },
};

let printed: string[];
beforeEach(() => {
  printed = [];
  vi.spyOn(console, "log").mockImplementation((line: string) => void printed.push(line));
});
afterEach(() => vi.restoreAllMocks());

function redact(wish: Partial<RedactCommand>, { outcome = "erased", isInstalled = false } = {}) {
  const accepted: ReceivedEvent[] = [];
  const said: string[] = [];
  const stores = {
    erasures: {
      isInstalled: async () => isInstalled,
      orders: async (_: unknown, after: string | null) =>
        after === null
          ? { items: [{ ...sampleOrder(), id: "1" }], after: "1" }
          : { items: [{ ...sampleOrder(), id: "2" }], after: null },
    },
    inbox: {
      accept: async (events: readonly ReceivedEvent[]) => {
        accepted.push(...events);
        return events.map(() => "stored" as const);
      },
    },
    receipts: { list: async () => accepted.map(({ laneKey }) => ({ ...RECEIPT, outcome, request: laneKey })) },
  };
  const given = { customer: undefined, email: undefined, order: undefined, all: false, confirm: false, json: false };
  const command = { ...given, platform: "shopify" as const, say: (line: string) => void said.push(line), ...wish };
  const done = runRedact(stores, SHOP, { ...command, now: () => 0, newKey: () => "key" });
  return { done, accepted, said };
}

test("says how many orders it would be, and erases nothing", async () => {
  const { done, accepted, said } = redact({ order: "2" });
  expect(await done).toBe(0);
  expect(said.join(" ")).toMatch(/^1 orders .* Nothing was erased\. --confirm/);
  expect(accepted).toEqual([]);
});

test("asks for it in a lane of its own where it is confirmed, and prints the receipt", async () => {
  const { done, accepted } = redact({ customer: "7001", confirm: true });
  expect(await done).toBe(0);
  expect(accepted.map(({ laneKey }) => isErasureLane(laneKey))).toEqual([true]);
  expect(printed.join()).toContain("Karla has to be asked to erase 1 of the orders");
});

test("fails where a shop has the app, and says so before", async () => {
  expect(await redact({ all: true, confirm: true }, { outcome: "app_installed" }).done).toBe(1);
  const { done, said } = redact({ all: true }, { isInstalled: true });
  await done;
  expect(said[0]).toContain("The app is installed");
});

test.each([{}, { order: "1", all: true }, { order: "1", customer: "2" }])("wants one thing said: %j", async (wish) => {
  await expect(redact(wish).done).rejects.toThrow("Say what");
});

test("a receipt that is under way, or of nothing, says so", () => {
  const request = "redact/1";
  expect(lineOf({ ...RECEIPT, request, finishedAt: null, outcome: null })).toContain("under way, 2 orders so far");
  expect(lineOf({ ...RECEIPT, request, outcome: "app_installed" })).toContain("nothing erased, app_installed");
});
