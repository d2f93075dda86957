import type { OrderHistory } from "../lane/order-history.ts";
import type { ReplayableEvent, ReplayProgress } from "./replay-data.ts";

/** With these the worker did nothing: the lane had gone on since somebody looked at it. */
const DONE_WITHOUT = ["newer_state", "not_in_books"];

/** How far a replay is, by its own event and what the books say of the order. */
export function progressOf(
  event: Pick<ReplayableEvent, "state" | "reason"> | null,
  history: OrderHistory | null,
): ReplayProgress {
  if (event === null) return { state: "refused", reason: "event_gone" };
  if (event.state === "pending") return { state: "under_way", because: null };
  const { reason } = event;
  if (event.state === "quarantined" || (reason !== null && DONE_WITHOUT.includes(reason))) {
    return { state: "refused", reason };
  }
  const order = history?.order ?? null;
  if (order?.status === "pending") return { state: "under_way", because: order.reason };
  if (order?.status === "failed") return { state: "refused", reason: order.reason };
  const isReading = history?.effects.some(({ effect, state }) => effect === "refresh_order" && state === "pending");
  // What was read comes as an event.
  const isArriving = (history?.events.pending ?? 0) > 0;
  return isReading || isArriving ? { state: "under_way", because: null } : { state: "done", reason };
}
