import { countedFulfillments } from "../order/counted-fulfillments.ts";
import type { Order, OrderLine, OrderSnapshot } from "../order/order.ts";
import type { Budget } from "./budget.ts";
import type { ParcelInOrder, Scope } from "./source-fields.ts";

/** What a rule runs on: the order, or one line or parcel of it. */
export interface RuleScope {
  order: Order;
  snapshot: OrderSnapshot;
  /** The line or parcel a value is wanted for; null for the order as a whole. */
  line: OrderLine | null;
  parcel: ParcelInOrder | null;
  budget: Budget;
}

/** Whatever a rule for this scope runs on, each with the name that its outcome goes by: null, a line's id, a tracking number. */
export function scopesFor(scope: Scope, base: RuleScope): { of: string | null; scope: RuleScope }[] {
  switch (scope) {
    case "order":
      return [{ of: null, scope: base }];
    case "line":
      return base.snapshot.lines.map((line) => ({ of: line.id, scope: { ...base, line } }));
    case "parcel":
      return parcelsOf(base).map((parcel) => ({
        of: parcel.parcel.trackingNumber.trim(),
        scope: { ...base, parcel },
      }));
  }
}

export function linesOf({ snapshot, line }: RuleScope): OrderLine[] {
  return line === null ? snapshot.lines : [line];
}

/** One for each tracking number, in the sequence in which they are sent; of a number in two fulfillments the oldest counts. */
export function parcelsOf({ order, parcel }: Pick<RuleScope, "order" | "parcel">): ParcelInOrder[] {
  if (parcel !== null) return [parcel];
  const byNumber = new Map<string, ParcelInOrder>();
  for (const fulfillment of countedFulfillments(order)) {
    for (const each of fulfillment.parcels) {
      const number = each.trackingNumber.trim();
      if (!byNumber.has(number)) byNumber.set(number, { parcel: each, fulfillment });
    }
  }
  return [...byNumber.values()];
}
