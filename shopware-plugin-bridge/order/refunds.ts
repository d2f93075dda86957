import { objectOf, textOf } from "@karla/sync/json-fields";
import type { Refund } from "@karla/sync/order";
import type { JsonObject } from "@karla/sync/read-json";
import type { Amounts } from "./amounts-of.ts";
import { instantOf, objectsOf, stateOf } from "./json-fields.ts";

/**
 * What the states of the transactions tell of money given back: of one that was refunded its amount, of one that was refunded
 * in part no more than that it was. Which lines it was for, and goods that came back, are in no entity of the core.
 */
export function refundsOf(order: JsonObject, amounts: Amounts, otherwiseAt: string): Refund[] {
  return objectsOf(order.transactions).flatMap((transaction) => {
    const [id, state] = [textOf(transaction.id), stateOf(transaction)];
    if (id === null || (state !== "refunded" && state !== "refunded_partially")) return [];
    return [
      {
        id,
        observedAt: instantOf(transaction.updatedAt) ?? instantOf(transaction.createdAt) ?? otherwiseAt,
        lines: [],
        amount: state === "refunded" ? amounts(objectOf(transaction.amount)?.totalPrice, "transactions.amount") : null,
      },
    ];
  });
}

/** Of several transactions, after attempts that failed, the last that stands counts. */
export function financialStatusOf(order: JsonObject): string | null {
  const states = objectsOf(order.transactions).flatMap((transaction) => stateOf(transaction) ?? []);
  return states.findLast((state) => state !== "cancelled" && state !== "failed") ?? states.at(-1) ?? null;
}
