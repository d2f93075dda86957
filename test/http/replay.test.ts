import { randomUUID } from "node:crypto";
import { shopIdOf } from "@karla/sync/ids";
import { MappingDocument } from "@karla/sync/mapping";
import { createReplayDesk, type ReplayDesk, type ReplayWish } from "@karla/sync/replay-desk";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { normalisersOf } from "../../commands/karla/normalisers.ts";
import { readRange } from "../../commands/karla/read-range.ts";
import { type ReplayCommand, runReplay } from "../../commands/karla/replay.ts";
import { replayGivenUp } from "../../commands/karla/replay-given-up.ts";
import { orderBody } from "../fixtures/shopify/order-body.ts";
import { SHOP, type Spine, startSpine } from "./running-spine.ts";

const SHOP_ID = shopIdOf("shopify", SHOP);
const QUIET: ReplayWish = { mapping: "current", withEffects: false };

let spine: Spine;
let desk: ReplayDesk;
beforeAll(async () => {
  spine = await startSpine();
  const clock = { now: () => Date.now() };
  const normalise = normalisersOf("shopify");
  desk = createReplayDesk({ ...spine.store, normalise, platform: "shopify", newId: randomUUID, clock });
  for (const id of [1001, 1002, 1003]) await bring(id);
  await publish("first");
  await bring(1001, { note: "a" });
  await publish("second");
  await bring(1001, { note: "b" });
});
afterAll(() => spine.stop());

function bodyOf(id: number, changes: object): string {
  const admin_graphql_api_id = `gid://shopify/Order/${id}`;
  const named = { id, admin_graphql_api_id, name: `#${id}`, order_number: id };
  return JSON.stringify(orderBody({ ...named, test: false, cancelled_at: null, ...changes }));
}

let seconds = 0;
async function bring(id: number, changes: object = {}, webhookId: string = randomUUID()) {
  seconds += 1;
  const updated_at = new Date(Date.UTC(2026, 2, 3, 10, 0, seconds)).toISOString();
  await spine.send("orders/updated", bodyOf(id, { updated_at, ...changes }), { webhookId });
  await spine.settled();
}

async function publish(value: string) {
  const { mappings } = spine.store;
  const rule = { id: "r", label: "", enabled: true, source: { from: "literal", value }, transforms: [] };
  const target = { path: "order.order_analytics.note_attributes", name: "said" };
  const document = MappingDocument.parse({ schemaVersion: 1, rules: [{ ...rule, target }] });
  const { revision } = await mappings.draft(SHOP_ID);
  const saved = await mappings.save(SHOP_ID, { document, revision, by: "operator" });
  if (saved.outcome !== "saved") throw new Error("the mapping was not saved");
  await mappings.publish(SHOP_ID, { revision: saved.revision, by: "operator" });
  // Every worker sees the shop as it is now.
  spine.advance(2_000);
}

/** What the core has of an order by the mapping. */
async function said(id: string): Promise<unknown> {
  const order = (await spine.orders()).find(({ external_id }) => external_id === id);
  return JSON.stringify(order).match(/"said","value":"(\w+)"/)?.[1] ?? null;
}

/** As from the command line; gives what is printed as JSON, and the exit code. */
async function command(changes: Partial<ReplayCommand>) {
  const printed = vi.spyOn(console, "log").mockImplementation(() => {});
  try {
    const base = { shopId: SHOP_ID, event: undefined, order: undefined, range: null, mapping: "current", json: true };
    const rest = { withEffects: false, apply: false, say() {}, now: Date.now };
    const code = await runReplay(desk, { ...base, ...rest, ...changes });
    return { code, told: JSON.parse(String(printed.mock.calls.at(-1)?.[0] ?? "null")) };
  } finally {
    printed.mockRestore();
  }
}

const counts = async () => (await spine.pool.query("SELECT count(*)::int AS n FROM inbox_event")).rows[0].n;

describe("an order", () => {
  test("is shown as it would be with the mapping before, and nothing is done", async () => {
    const before = await counts();
    const { code, told } = await command({ order: "1001", mapping: "1" });
    expect(code).toBe(0);
    expect(told.plan).toMatchObject({
      name: "#1001",
      verdict: "does",
      mapping: 1,
      isExact: true,
      held: { mapping: 2 },
      differences: [{ path: 'order.order_analytics.note_attributes["said"]', before: '"second"', after: '"first"' }],
    });
    expect(told.events.map(({ state }: { state: string }) => state)).toEqual(["done", "done", "done"]);
    expect([await counts(), await said("1001")]).toEqual([before, "second"]);
  });

  test("is sent with that mapping though the core is away at first, and with the published one when it changes", async () => {
    let failures = 2;
    spine.misbehave.next = () => (failures-- > 0 ? { kind: "status", status: 503 } : null);
    const { code, told } = await command({ order: "1001", mapping: "1", apply: true });
    spine.misbehave.next = null;
    expect([code, told.progress, await said("1001")]).toEqual([0, { state: "done", reason: null }, "first"]);
    const { told: again } = await command({ order: "1001", mapping: "delivered" });
    expect(again.plan).toMatchObject({ verdict: "nothing", reason: "unchanged", mapping: 1 });
    await bring(1001, { note: "c" });
    expect(await said("1001")).toBe("second");
  });

  test("that is erased, or was never there, is refused with its reason", async () => {
    await bring(1009);
    await spine.pool.query("UPDATE shop_order SET state = NULL WHERE order_id = '1009'");
    const reasons = [];
    for (const order of ["1009", "404"]) {
      const { code, told } = await command({ order, apply: true });
      reasons.push([code, told.plan.reason, told.answer.outcome]);
    }
    expect(reasons).toEqual([
      [1, "redacted", "refused"],
      [1, "not_in_books", "refused"],
    ]);
  });

  test("of another shop is none", async () => {
    const elsewhere = shopIdOf("shopify", "other.myshopify.com");
    expect(await desk.planOrder(elsewhere, "1001", QUIET)).toMatchObject({ reason: "not_in_books" });
  });
});

describe("an event", () => {
  test("is found by the platform's delivery id; one that is known changes nothing", async () => {
    await bring(1002, { note: "kept" }, "delivery-1");
    expect(await command({ event: "delivery-1", apply: true })).toMatchObject({
      code: 0,
      told: { plan: { orderId: "1002", verdict: "nothing", reason: "unchanged" }, answer: { reason: "unchanged" } },
    });
  });

  test("that could not be used is merged anew once it can be", async () => {
    await spine.send("orders/updated", bodyOf(1003, { currency: "?" }), { webhookId: "bad" });
    await spine.settled();
    const { code, told } = await command({ event: "bad" });
    expect([code, told.plan.reason]).toEqual([1, "unreadable_currency"]);
    // As after an update of ours that reads it: the bytes stay, and so does the key.
    const { event } = (await spine.store.replays.event(SHOP_ID, "bad")) ?? {};
    if (event == null) throw new Error("the event is gone");
    const version = (await spine.store.replays.look(SHOP_ID, "1003")).turn.order?.version ?? null;
    expect(await spine.store.replays.again(SHOP_ID, event, { withEffects: false, mapping: null, version })).toBe(true);
    await spine.settled();
    expect(await spine.store.replays.outcomeOf(SHOP_ID, "bad")).toEqual({
      state: "quarantined",
      reason: "unreadable_currency",
    });
  });

  test("whose bytes are gone cannot be replayed", async () => {
    await bring(1003, {}, "purged");
    await spine.pool.query("UPDATE inbox_event SET body = NULL WHERE event_key = sha256('purged')");
    const said: string[] = [];
    const { code, told } = await command({ event: "purged", apply: true, say: (line) => void said.push(line) });
    expect([code, told.plan.reason]).toEqual([1, "event_gone"]);
    expect(said.join()).toContain("replay --order");
    expect((await command({ order: "1003" })).told.events).toContainEqual(expect.objectContaining({ isKept: false }));
  });

  test("comes with no terms of a replay over HTTP, whatever its headers say", async () => {
    const body = bodyOf(1004, {});
    const { createHmac } = await import("node:crypto");
    await fetch(`${spine.url}/webhooks/shopify`, {
      method: "POST",
      body,
      headers: {
        "X-Shopify-Topic": "orders/create",
        "X-Shopify-Shop-Domain": SHOP,
        "X-Shopify-API-Version": "2026-07",
        "X-Shopify-Webhook-Id": "forged",
        "X-Shopify-Hmac-Sha256": createHmac("sha256", "hush").update(body).digest("base64"),
        "karla-replay": "{}",
      },
    });
    await spine.settled();
    const stored = await spine.store.replays.event(SHOP_ID, "forged");
    expect(Object.keys(stored?.event?.headers ?? {})).not.toContain("karla-replay");
  });
});

describe("a time", () => {
  const range = (changes: object = {}) => ({ from: 0, to: Date.now() + 60_000, after: "", limit: 1_000, ...changes });

  test("is replayed order by order, at most so many, and gone on with behind the last", async () => {
    await publish("third");
    const dry = await command({ range: range() });
    expect([dry.code, dry.told.does > 2, dry.told.done]).toEqual([0, true, 0]);
    const first = await command({ range: range({ limit: 2 }), apply: true });
    expect([first.code, first.told]).toMatchObject([0, { orders: 2, done: 2, goOnAfter: "1002" }]);
    expect([await said("1001"), await said("1003")]).toEqual(["third", "second"]);
    const rest = await command({ range: range({ after: first.told.goOnAfter }), apply: true });
    expect([rest.code, rest.told.notDone, rest.told.goOnAfter, await said("1003")]).toEqual([0, 0, null, "third"]);
    expect((await command({ range: range() })).told.does).toBe(0);
  });

  test("in which nothing was received has no orders, and several orders can be named instead", async () => {
    expect((await command({ range: range({ to: 1 }) })).told.orders).toBe(0);
    expect((await command({ order: "1001, 1002" })).told).toMatchObject({ orders: 2, nothing: 2 });
  });

  test.each([
    { from: "2026-01-01", after: "", limit: "10" },
    { from: "2026-02-01", to: "2026-01-01", after: "", limit: "10" },
    { from: "2026-01-01", to: "2026-02-01", after: "", limit: "10001" },
  ])("that is none is refused: %o", (written) => {
    expect(() => readRange(written)).toThrow(/--from|--limit/);
  });
});

test("what was given up is counted, and put back to work only where that is asked for", async () => {
  const printed = vi.spyOn(console, "log").mockImplementation(() => {});
  const status = async () => (await spine.store.status.read(SHOP_ID)).events;
  const before = await status();
  await replayGivenUp(spine.store, { shopId: SHOP_ID, apply: false, json: true, say() {} });
  expect(await status()).toEqual(before);
  await replayGivenUp(spine.store, { shopId: SHOP_ID, apply: true, json: true, say() {} });
  await spine.settled();
  expect(printed.mock.calls.map(([line]) => JSON.parse(line))).toEqual(
    Array(2).fill({ events: 1, effects: 0, gone: 0 }),
  );
  // As it came: what was once said of its replay holds no more.
  const { event } = (await spine.store.replays.event(SHOP_ID, "bad")) ?? {};
  expect(Object.keys(event?.headers ?? {})).toEqual(expect.arrayContaining(["x-shopify-shop-domain"]));
  expect(Object.keys(event?.headers ?? {})).not.toContain("karla-replay");
  // It cannot be used yet. Once its time is over nobody puts it back, and the command says what helps instead.
  await spine.pool.query("UPDATE inbox_event SET body = NULL WHERE event_key = sha256('bad')");
  printed.mockClear();
  const said: string[] = [];
  await replayGivenUp(spine.store, { shopId: SHOP_ID, apply: true, json: true, say: (line) => void said.push(line) });
  expect(printed.mock.calls.map(([line]) => JSON.parse(line))).toEqual([{ events: 0, effects: 0, gone: 1 }]);
  expect(said.join()).toMatch(/event_gone.*reconcile/);
  expect((await spine.store.status.read(SHOP_ID)).problems).toEqual([]);
  printed.mockRestore();
});
