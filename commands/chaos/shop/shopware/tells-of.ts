import type { ShopwareEvent } from "@karla/sandbox/shopware-event";
import type { Tells } from "../message.ts";

const TELLS: Readonly<Record<string, Tells>> = {
  "checkout.order.placed": "placed",
  "state_enter.order_delivery.state.shipped": "shipped",
  "state_enter.order.state.cancelled": "cancelled",
};

/** What an event tells. That an order was written says it of a change alone, not beside a new state of it. */
export function tellsOf({ event, version, payload }: ShopwareEvent): Tells {
  if (event !== "order.written") return TELLS[event] ?? "other";
  const isState =
    payload.shape === "writes" && payload.writes.some(({ updatedFields = [] }) => updatedFields.includes("stateId"));
  return (version ?? 0) > 1 && !isState ? "changed" : "other";
}
