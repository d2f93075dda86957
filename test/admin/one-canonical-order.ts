import type { OrderFacts } from "@karla/sync/order";

const INSTANTS = new Set(["observedAt", "placedAt", "createdAt", "cancelledAt"]);

/** What `comparable` forgives, of the differences that are known (`ADMIN_DIFFERENCES`). */
export const FORGIVEN = ["every instant", "pictures"];

/** Facts without how an instant is spelled, without when their event was triggered, which is no part of an order, and without pictures. */
export function comparable(facts: OrderFacts): unknown {
  return JSON.parse(
    JSON.stringify(facts, (key, value: unknown) => {
      if (key === "triggeredAt" || key === "pictures") return undefined;
      return INSTANTS.has(key) && typeof value === "string" ? new Date(value).toISOString() : value;
    }),
  );
}
