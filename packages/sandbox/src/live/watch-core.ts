import type { BookedOrder } from "../shopify/booked-order.ts";
import type { HeldOrder } from "./core-reader.ts";
import { matchOf } from "./match.ts";

export interface CoreWatchSetup {
  read(id: string): Promise<HeldOrder | null>;
  newest(): BookedOrder[];
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
export function watchCore({ read, newest, sleep }: CoreWatchSetup): CoreWatch {
  const known = new Map<string, HeldOrder>();
  const seen = new Set<string>();
  let answers = true;
  const look = async (order: BookedOrder): Promise<void> => {
    const held = await read(order.id);
    if (held === null) return;
    known.set(order.id, held);
    seen.add(order.id);
  };
  return {
    run: async (signal) => {
      while (!signal.aborted) {
        const orders = newest();
        const open = orders.filter((order) => matchOf(order, known.get(order.id) ?? null).state === "on_its_way");
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
