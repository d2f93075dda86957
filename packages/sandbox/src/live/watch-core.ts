import type { HeldOrder } from "./core-reader.ts";

export interface CoreWatchSetup<Order extends { id: string }> {
  read(id: string): Promise<HeldOrder | null>;
  newest(): Order[];
  /** Whether the core should have, and has not yet, what the books have of the order. */
  isAwaited(order: Order, held: HeldOrder | null): boolean;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export interface CoreWatch {
  run(signal: AbortSignal): Promise<void>;
  held(id: string): HeldOrder | null;
  /** How many orders were ever seen in the core. */
  seen(): number;
  /** Whether the core answered the last time. */
  answers(): boolean;
}

/** Asks the core about the newest orders, each until it is there as the books have it. */
export function watchCore<Order extends { id: string }>({
  read,
  newest,
  isAwaited,
  sleep,
}: CoreWatchSetup<Order>): CoreWatch {
  const known = new Map<string, HeldOrder>();
  const seen = new Set<string>();
  let answers = true;
  const look = async (order: Order): Promise<void> => {
    const held = await read(order.id);
    if (held === null) return;
    known.set(order.id, held);
    seen.add(order.id);
  };
  return {
    run: async (signal) => {
      while (!signal.aborted) {
        const orders = newest();
        const open = orders.filter((order) => isAwaited(order, known.get(order.id) ?? null));
        for (const order of open) {
          if (signal.aborted) break;
          try {
            await look(order);
            answers = true;
          } catch {
            // Not reachable or not ready: said on the page, asked again.
            answers = false;
            break;
          }
        }
        const shown = new Set(orders.map(({ id }) => id));
        for (const id of known.keys()) if (!shown.has(id)) known.delete(id);
        await sleep(1000, signal);
      }
    },
    held: (id) => known.get(id) ?? null,
    seen: () => seen.size,
    answers: () => answers,
  };
}
