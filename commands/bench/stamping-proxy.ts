import { once } from "node:events";
import { Worker } from "node:worker_threads";

/** Stands on loopback between the worker and the core, passes everything on unchanged and notes when an order arrived. */
export interface StampingProxy {
  url: string;
  /** Order id -> when the core first said that it holds it, by `performance.now()`. */
  acceptedAt: ReadonlyMap<string, number>;
  /** Requests that change something at the core. */
  changes(): number;
  /** Upserts that the core was given, those of bulk requests counted one by one. */
  upserts(): number;
  close(): Promise<void>;
}

/** What the thread says. Instants are `process.hrtime`, in milliseconds: all threads have that clock in common. */
export type Stamp =
  | { kind: "listening"; url: string }
  | { kind: "changing"; upserts: number }
  | { kind: "accepted"; orderIds: readonly string[]; at: number };

/** In a thread of its own: the bench plays the shop as well, and what keeps it busy there is no time that an order took. */
export async function startStampingProxy(coreUrl: string): Promise<StampingProxy> {
  const thread = new Worker(new URL("./stamping-thread.ts", import.meta.url), { workerData: coreUrl });
  const acceptedAt = new Map<string, number>();
  const begin = Number(process.hrtime.bigint()) / 1e6 - performance.now();
  let [changes, upserts] = [0, 0];
  const { promise: url, resolve, reject } = Promise.withResolvers<string>();
  thread.once("error", reject);
  thread.on("message", (stamp: Stamp) => {
    switch (stamp.kind) {
      case "listening":
        return resolve(stamp.url);
      case "changing":
        changes += 1;
        upserts += stamp.upserts;
        return;
      case "accepted":
        for (const id of stamp.orderIds) if (!acceptedAt.has(id)) acceptedAt.set(id, stamp.at - begin);
        return;
      default:
        return stamp satisfies never;
    }
  });
  return {
    url: await url,
    acceptedAt,
    changes: () => changes,
    upserts: () => upserts,
    async close() {
      const ended = once(thread, "exit");
      await thread.terminate();
      await ended;
    },
  };
}
