import type { Phase } from "../phase.ts";
import { hasArrived, type Standing } from "./standing-of.ts";

/** Every state an order can be in on a tracking page. */
export const ORDER_STATES = [
  "nothing_to_ship",
  "cancelled",
  "problem",
  "going_back",
  "delayed",
  "partly_sent",
  "partly_delivered",
  "received",
  "preparing",
  "on_its_way",
  "out_for_delivery",
  "ready_to_collect",
  "delivered",
  "returning",
  "return_received",
] as const;

export type OrderState = (typeof ORDER_STATES)[number];

interface Whole {
  /** Of every parcel, sent or only expected. */
  readonly standings: readonly Standing[];
  /** Some parcel has been sent, and something of the order has not. */
  readonly isPartly: boolean;
  /** The order has goods, and none of them needs shipping. */
  readonly nothingToShip: boolean;
}

/**
 * The one state of an order. Cancelled parcels do not count unless all are. Then the first of these that holds:
 * - `going_back`: every parcel goes back to the merchant undelivered.
 * - `problem`: something is wrong with one of them: a flag, a failed delivery, a parcel that goes back alone.
 * - `delayed`: one that has not arrived is late.
 * - `partly_sent`, `partly_delivered`: part of the order is in no parcel that was sent; those that were have not all arrived, or
 *   have. The core does not tell what is never in one (a deposit, what was handed over in the shop), so no page may promise it.
 * - the least advanced parcel decides: `received`, `preparing`, `on_its_way`, `out_for_delivery`, `ready_to_collect`.
 * - all have arrived, and some went back by the customer's wish: `returning` while one is on its way back, `return_received`
 *   when all of them are back. Else `delivered`.
 */
export function orderStateOf({ standings, isPartly, nothingToShip }: Whole): OrderState {
  const counted = standings.filter(({ cancelled }) => !cancelled);
  if (counted.length === 0) return stateWithoutParcel(standings.length > 0, nothingToShip);
  const phases = counted.map(({ phase }) => phase);
  if (phases.every((phase) => phase === "returned") && !isPartly) return "going_back";
  if (counted.some(isProblem)) return "problem";
  if (counted.some(({ flag }) => flag === "delay")) return "delayed";
  if (isPartly)
    return phases.filter((phase) => !isUnsent(phase)).every(hasArrived) ? "partly_delivered" : "partly_sent";
  return leastAdvanced(phases);
}

function stateWithoutParcel(cancelled: boolean, nothingToShip: boolean): OrderState {
  if (cancelled) return "cancelled";
  return nothingToShip ? "nothing_to_ship" : "received";
}

function isProblem({ phase, flag }: Standing): boolean {
  return flag === "error" || phase === "delivery_failed" || phase === "returned" || phase === "return_failed";
}

function isUnsent(phase: Phase): boolean {
  return phase === "order_created" || phase === "order_processed";
}

const FORWARD: readonly [Phase, OrderState][] = [
  ["order_created", "received"],
  ["order_processed", "preparing"],
  ["in_transit", "on_its_way"],
  ["in_delivery", "out_for_delivery"],
  ["collect", "ready_to_collect"],
];

function leastAdvanced(phases: readonly Phase[]): OrderState {
  const [, state] = FORWARD.find(([phase]) => phases.includes(phase)) ?? [];
  if (state !== undefined) return state;
  if (phases.some((phase) => phase === "return_created" || phase === "return_transit")) return "returning";
  return phases.every((phase) => phase === "return_received") ? "return_received" : "delivered";
}
