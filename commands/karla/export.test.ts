import { shopIdOf } from "@karla/sync/ids";
import { afterEach, expect, test, vi } from "vitest";
import { sampleOrder } from "../../packages/sync/src/order/sample-order.fixture.ts";
import { type ExportCommand, runExport } from "./export.ts";
import { lineOf } from "./write-receipts.ts";

const SHOP = shopIdOf("shopify", "a.myshopify.com");
const KEY = "a".repeat(64);
afterEach(() => vi.restoreAllMocks());

function exporting(wish: Partial<ExportCommand>, { isOpen = true } = {}) {
  const said: string[] = [];
  const answered: string[] = [];
  const printed = vi.spyOn(process.stdout, "write").mockImplementation(() => true);
  const event = {
    source: "shopify" as const,
    topic: "customers/data_request",
    laneKey: "shop",
    eventKey: Buffer.from(KEY, "hex"),
    bodyHash: Buffer.alloc(32),
    headers: {},
    body: Buffer.from("{}"),
  };
  const stores = {
    erasures: {
      orders: async (_: unknown, after: string | null) =>
        after === null
          ? { items: [{ ...sampleOrder(), id: "1" }], after: "1" }
          : { items: [{ ...sampleOrder(), id: "2" }], after: null },
      events: async () => ({ items: [], after: null }),
    },
    histories: { of: async () => null },
    dataRequests: {
      find: async () => (isOpen ? event : null),
      answer: async (_: unknown, request: string) => answered.push(request) > 0,
      ordersNamed: async () => [],
      messagesIn: async () => [],
    },
  };
  const whose = { customerIds: [], email: null, orderIds: ["2"] };
  const command: ExportCommand = {
    customer: undefined,
    email: undefined,
    order: undefined,
    request: undefined,
    answered: false,
    file: undefined,
    normalise: { shopify: () => ({ outcome: "data_request", whose }) },
    clock: { now: () => 0 },
    keptFor: { bodies: 7, quarantined: 30, records: 90 },
    say: (line) => void said.push(line),
    ...wish,
  };
  return { done: runExport(stores, SHOP, command), said, answered, printed };
}

test("prints what is held of an order's customer, from every part of the books", async () => {
  const { done, printed } = exporting({ order: "2" });
  expect(await done).toBe(0);
  expect(JSON.parse(String(printed.mock.calls[0]?.[0]))).toMatchObject({
    version: 1,
    keptDays: { messages: 90, said: 7, saidUnusable: 30 },
    orders: [{ id: "2", core: { given: false, at: null } }],
  });
});

test("leaves a request open until it is said that it is answered", async () => {
  const looked = exporting({ request: KEY });
  expect(await looked.done).toBe(0);
  expect(looked.answered).toEqual([]);
  expect(looked.said.join(" ")).toContain("stays open");
  const closed = exporting({ request: KEY, answered: true });
  expect(await closed.done).toBe(0);
  expect(closed.answered).toEqual([KEY]);
});

test("prints nothing for a request that is not open, or is none", async () => {
  for (const { done, printed } of [exporting({ request: KEY }, { isOpen: false }), exporting({ request: "x'" })]) {
    expect(await done).toBe(1);
    expect(printed).not.toHaveBeenCalled();
  }
});

test.each([{}, { request: KEY, order: "1" }, { order: "1", answered: true }])(
  "wants one thing said: %j",
  async (wish) => {
    await expect(exporting(wish).done).rejects.toThrow(/say/i);
  },
);

test("the receipt of a request says how to answer it, then what the answer was", () => {
  const receipt = { shopId: SHOP, request: KEY, kind: "data_request", askedBy: "customers/data_request", rows: {} };
  const open = {
    ...receipt,
    askedAt: "2026-12-01T00:00:00.000Z",
    finishedAt: null,
    outcome: null,
    orders: 0,
    givenToCore: 0,
  };
  expect(lineOf(open)).toContain(`open, karla -- export --request ${KEY}`);
  expect(lineOf({ ...open, finishedAt: "2026-12-02T00:00:00.000Z", outcome: "answered", orders: 2 })).toContain(
    "2 orders",
  );
});
