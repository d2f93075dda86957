import { expect, test } from "vitest";
import type { Flag, Phase } from "../phase.ts";
import { PREVIEW_STATES, PREVIEWS } from "../previews.ts";
import { readTrackedOrder } from "../tracked-order.ts";
import { trackingViewOf } from "../tracking-view.ts";
import { ORDER_STATES, type OrderState, orderStateOf } from "./order-state.ts";

/** `in_transit`, `in_transit!delay`, or `order_created!cancelled`. */
function standing(text: string) {
  const [phase, what] = text.split("!") as [Phase, Flag | "cancelled" | undefined];
  return what === "cancelled"
    ? { phase, flag: "normal" as const, cancelled: true }
    : { phase, flag: what ?? ("normal" as const), cancelled: false };
}

const TABLE: readonly [parcels: string, state: OrderState, also?: "partly" | "nothing to ship"][] = [
  ["", "received"],
  ["", "nothing_to_ship", "nothing to ship"],
  ["order_created", "received"],
  ["order_processed", "preparing"],
  ["in_transit", "on_its_way"],
  ["in_delivery", "out_for_delivery"],
  ["collect", "ready_to_collect"],
  ["delivered", "delivered"],
  // The least advanced parcel decides.
  ["delivered in_transit", "on_its_way"],
  ["in_delivery collect", "out_for_delivery"],
  ["collect delivered", "ready_to_collect"],
  ["in_transit order_processed", "preparing"],
  ["delivered delivered", "delivered"],
  // Problems win, and the worse over the less bad.
  ["delivered in_transit!error", "problem"],
  ["in_transit!delay delivered", "delayed"],
  ["in_transit!delay delivery_failed", "problem"],
  ["delivery_failed", "problem"],
  ["delivered!error", "problem"],
  ["return_failed delivered", "problem"],
  ["in_transit returned", "problem"],
  ["in_transit!delay order_processed", "delayed", "partly"],
  // What goes back.
  ["returned", "going_back"],
  ["returned!error returned", "going_back"],
  ["returned", "problem", "partly"],
  ["return_created", "returning"],
  ["return_transit delivered", "returning"],
  ["return_received return_transit", "returning"],
  ["return_received", "return_received"],
  ["return_received delivered", "delivered"],
  ["return_transit in_transit", "on_its_way"],
  // Part of it.
  ["in_transit", "partly_sent", "partly"],
  ["delivered order_created", "partly_delivered", "partly"],
  ["delivered in_transit order_created", "partly_sent", "partly"],
  // Cancelled parcels count only if all are.
  ["order_created!cancelled", "cancelled"],
  ["order_created!cancelled in_transit", "on_its_way"],
  ["order_created!cancelled order_created", "received"],
  ["order_created!cancelled", "cancelled", "nothing to ship"],
];

test.each(TABLE)("parcels that are %j make an order that is %s (%s)", (parcels, state, also) => {
  const standings = parcels.split(" ").filter(Boolean).map(standing);
  const whole = { standings, isPartly: also === "partly", nothingToShip: also === "nothing to ship" };
  expect(orderStateOf(whole)).toBe(state);
});

test("the table has every state", () => {
  expect(new Set(TABLE.map(([, state]) => state))).toEqual(new Set(ORDER_STATES));
});

test("each preview shows the state it is there for", () => {
  const now = Date.UTC(2026, 2, 5, 12);
  const states = PREVIEW_STATES.map((state) => {
    const order = readTrackedOrder(PREVIEWS[state](now)) ?? expect.fail(state);
    return [state, trackingViewOf(order, { now }).state];
  });
  expect(Object.fromEntries(states)).toEqual({
    unfulfilled: "received",
    one_parcel: "on_its_way",
    split: "on_its_way",
    partly_shipped: "partly_sent",
    delayed: "delayed",
    out_for_delivery: "out_for_delivery",
    pickup_waiting: "ready_to_collect",
    delivered: "delivered",
    delivered_to_neighbour: "delivered",
    failed: "problem",
    returned: "going_back",
    return_on_its_way: "returning",
    cancelled: "cancelled",
    digital_only: "nothing_to_ship",
    several_carriers: "on_its_way",
    arrival_passed: "on_its_way",
  });
});
