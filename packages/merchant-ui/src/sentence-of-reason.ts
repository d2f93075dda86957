import type { OrderRow } from "./data.ts";

/** Text keys that explain an order's state to the merchant, best first: a reason that has no text gets a general one. */
export function sentenceOfReason(order: Pick<OrderRow, "status" | "reason">): string[] {
  if (order.status === "delivered") return ["reasons.delivered"];
  if (order.reason === null) return [order.status === "pending" ? "reasons.on_its_way" : "reasons.unknown"];
  return [`reasons.${order.reason}`, "reasons.unknown"];
}
