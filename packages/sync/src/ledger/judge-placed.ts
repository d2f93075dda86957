import type { ListedOrder } from "../reconcile/order-walk.ts";
import { type BookedOrder, type DayAccount, type Gap, MAX_NAMED, type OpenAccount } from "./ledger.ts";

const WHY = {
  pending: "waiting",
  failed: "refused",
  delivered: "not_in_core",
  // It was left out before it was whole, and is judged anew in its lane.
  skipped: "waiting",
} satisfies Record<BookedOrder["status"], Gap["why"]>;

/**
 * Counts the next orders that the shop listed, as our books have them, and says for which the core is to be asked. What was
 * left out on purpose is named with its reason and not asked for, least of all what was erased on request.
 */
export function judgePlaced(
  counted: Pick<DayAccount, "inShop" | "inBooks" | "skipped" | "leftOut">,
  listed: readonly ListedOrder[],
  booked: ReadonlyMap<string, BookedOrder>,
): Pick<OpenAccount, "inShop" | "inBooks" | "skipped" | "leftOut" | "toAsk"> {
  let { inBooks } = counted;
  const skipped = { ...counted.skipped };
  const leftOut = [...counted.leftOut];
  const toAsk: OpenAccount["toAsk"] = [];
  for (const { id, name, createdAt: placedAt } of listed) {
    const order = booked.get(id);
    const known = order !== undefined && (order.whole || order.erased);
    if (known) inBooks += 1;
    const reason = !known ? null : order.erased ? "redacted" : order.reason;
    if (reason !== null && reason !== "awaiting_order") {
      skipped[reason] = (skipped[reason] ?? 0) + 1;
      if (leftOut.length < MAX_NAMED) leftOut.push({ id, name: order?.erased ? id : name, placedAt, reason });
    } else {
      const why = known ? WHY[order.status] : "not_in_books";
      toAsk.push({ id, name, placedAt, why, singly: false, delayMs: order?.delayMs ?? null });
    }
  }
  return { inShop: counted.inShop + listed.length, inBooks, skipped, leftOut, toAsk };
}
