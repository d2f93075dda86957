import { plainNumber } from "./plain-number.ts";
import { SCAN_EVENTS, type ScanEvent } from "./scan-events.ts";
import type { Deviations, ToldOrder } from "./told-order.ts";

/** Something that was started in a shop because of an event of a parcel: as the shop took it. */
export interface Effect {
  orderId: string;
  number: string;
  /** Karla's name of the event. */
  event: string;
  group: string;
  /** e.g. "karla-delivered", "karla.shipment.delivered" */
  trigger: string;
}

/** What an event of a parcel starts in a shop of some platform. */
export type Starts = (event: ScanEvent) => readonly Pick<Effect, "trigger" | "group">[];

/** Each event starts what it starts once, and nothing else is started. */
export function effectDeviations(
  orders: readonly ToldOrder[],
  { effects, starts }: { effects: readonly Effect[]; starts: Starts },
): Deviations {
  const names = new Map(orders.map(({ id, name }) => [id, name]));
  const due = counted(
    orders.flatMap(({ id, has, parcels }) =>
      has === "never"
        ? []
        : parcels.flatMap(({ number, scans }) =>
            scans.flatMap(({ event }) =>
              starts(SCAN_EVENTS[event]).map((started) => ({ ...started, orderId: id, number, event })),
            ),
          ),
    ),
  );
  const done = counted(effects.map((effect) => ({ ...effect, number: plainNumber(effect.number) })));
  const lost = new Set(orders.flatMap(({ id, has }) => (has === "lost" ? [id] : [])));
  let duplicates = 0;
  const problems = [...new Set([...due.keys(), ...done.keys()])].flatMap((key) => {
    const [wanted, started] = [due.get(key), done.get(key)];
    const [count, times] = [wanted?.times ?? 0, started?.times ?? 0];
    const effect = wanted?.effect ?? started?.effect;
    // What was on its way when the order went may have come or not.
    const isRight = times === count || (effect !== undefined && lost.has(effect.orderId) && times < count);
    if (effect === undefined || isRight) return [];
    if (count > 0) duplicates += Math.max(0, times - count);
    const { orderId, number, event, trigger, group } = effect;
    const what = `${names.get(orderId) ?? `order ${orderId}`}: ${trigger} for ${event} of ${number} (${group})`;
    return [`${what} should be started ${count} times, and was ${times} times`];
  });
  return { duplicates, problems };
}

/** A scan of the same kind comes more than once in a parcel's life. */
function counted(effects: readonly Effect[]): Map<string, { effect: Effect; times: number }> {
  const counts = new Map<string, { effect: Effect; times: number }>();
  for (const effect of effects) {
    const { orderId, number, event, group, trigger } = effect;
    const key = JSON.stringify([orderId, number, event, group, trigger]);
    counts.set(key, { effect, times: (counts.get(key)?.times ?? 0) + 1 });
  }
  return counts;
}
