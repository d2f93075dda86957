import type { OrderFacts } from "@karla/sync/order";

const INSTANTS = new Set(["observedAt", "placedAt", "createdAt", "cancelledAt"]);

/** What `comparable` forgives, of the differences that are known (`ADMIN_DIFFERENCES`). */
export const FORGIVEN = ["every instant"];

/** Facts without how an instant is spelled, and without when their event was triggered, which is no part of an order. */
export function comparable(facts: OrderFacts): unknown {
  return JSON.parse(
    JSON.stringify(facts, (key, value: unknown) => {
      if (key === "triggeredAt") return undefined;
      return INSTANTS.has(key) && typeof value === "string" ? new Date(value).toISOString() : value;
    }),
  );
}
