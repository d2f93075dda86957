import { countedFulfillments } from "../order/counted-fulfillments.ts";
import type { Order, OrderLine, OrderSnapshot } from "../order/order.ts";
import type { Budget } from "./budget.ts";
import type { OrderExtras } from "./order-extras.ts";
import type { ParcelInOrder } from "./source-fields.ts";

/** What a rule runs on: the order, or one line or parcel of it. */
export interface RuleScope {
  order: Order;
  snapshot: OrderSnapshot;
  extras: OrderExtras;
  /** The line or parcel a value is wanted for; null for the order as a whole. */
  line: OrderLine | null;
  parcel: ParcelInOrder | null;
  budget: Budget;
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
