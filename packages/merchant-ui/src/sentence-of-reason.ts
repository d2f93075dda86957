import type { OrderRow } from "./data.ts";
import { holdsAllBack } from "./what-holds-back.ts";

/**
 * Text keys that explain an order's state to the merchant, best first: a reason that has no text gets a general one. An order
 * that was not tried since waits for what holds all orders of the shop back now (`heldBackBy`), if anything does.
 */
export function sentenceOfReason(order: Pick<OrderRow, "status" | "reason">, heldBackBy: string | null): string[] {
  const { status, reason } = order;
  if (status === "delivered") return ["reasons.delivered"];
  if (status === "pending" && (reason === null || holdsAllBack(reason))) {
    return [heldBackBy === null ? "reasons.on_its_way" : `reasons.${heldBackBy}`];
  }
  return reason === null ? ["reasons.unknown"] : [`reasons.${reason}`, "reasons.unknown"];
}
