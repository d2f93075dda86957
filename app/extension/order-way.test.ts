import type { BookedAs, EffectOfOrder, OrderHistory } from "@karla/sync/order-history";
import { expect, test } from "vitest";
import { toOrderWay } from "./order-way.ts";

const at = (minute: number) => `2026-11-29T10:0${minute}:00.000Z`;

const BOOKED: BookedAs = {
  name: "#1001",
  status: "delivered",
  reason: null,
  erased: false,
  receivedAt: at(0),
  updatedAt: at(3),
  deliveredAt: at(3),
  trackings: 2,
};
const effect = (name: EffectOfOrder["effect"], changes: Partial<EffectOfOrder> = {}): EffectOfOrder => ({
  effect: name,
  state: "delivered",
  reason: null,
  decidedAt: at(1),
  deliveredAt: at(4),
  ...changes,
});

/** An order that went all the way, or differs from it. */
function historyOf(order: Partial<BookedAs> | null = {}, changes: Partial<OrderHistory> = {}): OrderHistory {
  return {
    events: { firstAt: at(0), lastAt: at(0), pending: 0 },
    quarantined: null,
    order: order && { ...BOOKED, ...order },
    tried: { at: at(2), mapping: 3 },
    effects: [effect("order"), effect("note_trackpage")],
    mutedAt: null,
    shop: { connected: true, problems: [] },
    ...changes,
  };
}
const standings = (history: OrderHistory) => toOrderWay(history).steps.map(({ standing }) => standing);
const told = (history: OrderHistory) => {
  const { sentence, remedy } = toOrderWay(history);
  return [sentence[0], remedy];
};

test("an order that went all the way has a time at each step, and nothing is to be done", () => {
  expect(toOrderWay(historyOf())).toEqual({
    name: "#1001",
    status: "delivered",
    underWay: false,
    steps: [
      { step: "received", standing: "done", at: at(0) },
      { step: "mapped", standing: "done", at: at(1) },
      { step: "sent", standing: "done", at: at(2) },
      { step: "acknowledged", standing: "done", at: at(3) },
      { step: "written_back", standing: "done", at: at(4) },
    ],
    sentence: ["reasons.delivered"],
    writtenBack: null,
    remedy: null,
    mapping: 3,
    trackings: 2,
    mutedAt: null,
  });
});

test("a message that could not be used stops it at the first step", () => {
  const history = historyOf({}, { quarantined: { at: at(5), reason: "unreadable_body" } });
  expect(standings(history)).toEqual(["stopped", "ahead", "ahead", "ahead", "ahead"]);
  expect(told(history)).toEqual(["problem.events_quarantined.meaning", { remedy: "resync" }]);
  expect(toOrderWay(history).status).toBe("failed");
});

test("an order of which only a part came waits to be read, or for what keeps it from that", () => {
  const waiting = historyOf({ status: "skipped", reason: "awaiting_order", name: null }, { effects: [] });
  expect(standings(waiting)).toEqual(["waiting", "ahead", "ahead", "ahead", "ahead"]);
  expect(told(waiting)).toEqual(["reasons.awaiting_order", { remedy: "resync" }]);
  const reading = effect("read_order", { state: "pending", reason: "shop_access_refused" });
  expect(told({ ...waiting, effects: [reading] })).toEqual([
    "reasons.shop_access_refused",
    { remedy: "open", page: "problems", problem: "shop_access_refused" },
  ]);
  const dead = effect("refresh_order", { state: "dead", reason: "order_not_found" });
  expect(standings(historyOf(null, { effects: [dead] }))[0]).toBe("stopped");
});

test("an order of which the first message was not looked at yet is on its way, and nothing has to be done", () => {
  const events = { firstAt: at(0), lastAt: at(0), pending: 1 };
  const first = historyOf(null, { events, effects: [], tried: null });
  expect(told(first)).toEqual(["reasons.on_its_way", null]);
  expect(toOrderWay(first)).toMatchObject({ name: null, status: "pending", underWay: true });
  const leftBehind = { ...first, events: { ...events, pending: 0 } };
  expect(told(leftBehind)).toEqual(["reasons.unknown", { remedy: "resync" }]);
});

test.each([
  ["test_order", { remedy: "open", page: "filters", problem: null }],
  ["no_zip", null],
] as const)("an order that is left out says why, and leads to the choice if it was one: %s", (reason, remedy) => {
  const history = historyOf({ status: "skipped", reason, deliveredAt: null }, { tried: null });
  expect(standings(history)).toEqual(["done", "left_out", "ahead", "ahead", "ahead"]);
  expect(told(history)).toEqual([`reasons.${reason}`, remedy]);
});

test("an order that waits says for what: what holds all back comes first, and has its button", () => {
  const waiting = (reason: string | null, problems: string[] = [], connected = true) =>
    historyOf({ status: "pending", reason, deliveredAt: null }, { shop: { connected, problems }, effects: [] });
  expect(standings(waiting(null))).toEqual(["done", "done", "waiting", "ahead", "ahead"]);
  expect(told(waiting(null))).toEqual(["reasons.on_its_way", null]);
  expect(told(waiting("rate_limited"))).toEqual(["reasons.rate_limited", null]);
  expect(told(waiting(null, [], false))).toEqual([
    "reasons.not_connected",
    { remedy: "open", page: "connection", problem: "not_connected" },
  ]);
  expect(told(waiting("credentials_refused", ["core_already_syncs"]))).toEqual([
    "reasons.core_already_syncs",
    { remedy: "open", page: "problems", problem: "core_already_syncs" },
  ]);
});

test("an order that was given up is sent again, unless it would wait for the same", () => {
  const failed = (problems: string[]) =>
    historyOf({ status: "failed", reason: "refused_by_core" }, { shop: { connected: true, problems } });
  expect(standings(failed([]))).toEqual(["done", "done", "stopped", "ahead", "done"]);
  expect(told(failed([]))).toEqual(["reasons.refused_by_core", { remedy: "resync" }]);
  expect(told(failed(["credentials_refused"]))[1]).toMatchObject({ page: "connection" });
});

test("what is written back may wait, fail by itself, or not be there", () => {
  const back = (state: EffectOfOrder["state"], reason: string | null = null) =>
    historyOf({}, { effects: [effect("order"), effect("note_parcels", { state, reason, deliveredAt: null })] });
  expect(standings(back("pending")).at(-1)).toBe("waiting");
  expect(standings(historyOf({}, { effects: [effect("order")] })).at(-1)).toBe("nothing_to_do");
  const dead = back("dead", "shop_permission_missing");
  expect(standings(dead).at(-1)).toBe("stopped");
  expect(toOrderWay(dead)).toMatchObject({
    status: "delivered",
    writtenBack: ["reasons.shop_permission_missing", "reasons.unknown"],
    remedy: { remedy: "open", page: "problems" },
  });
});

test("it is under way while a message is to be looked at or something is to be sent, and not for what is written back", () => {
  const underWay = (changes: Partial<OrderHistory>) => toOrderWay(historyOf({}, changes)).underWay;
  expect(underWay({ events: { firstAt: at(0), lastAt: at(0), pending: 1 } })).toBe(true);
  expect(underWay({ effects: [effect("refresh_order", { state: "pending" })] })).toBe(true);
  expect(underWay({ effects: [effect("note_parcels", { state: "pending" })] })).toBe(false);
});
