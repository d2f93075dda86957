import type { Order } from "./order.ts";

/** When the order was cancelled, null while it is not: for good, or as its newest snapshot has it. */
export function cancelledAtOf({ cancelledAt, snapshot }: Pick<Order, "cancelledAt" | "snapshot">): string | null {
  return cancelledAt ?? snapshot?.cancelledAt ?? null;
}
