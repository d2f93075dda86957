import { z } from "zod";

/** Something a worker says in its log about its work on an order. */
export interface WorkerSaid {
  what: "lease_lost" | "no_answer";
  worker: string;
  shop: string;
  order: string;
  /** When the attempt began (`no_answer`), and when it was said; milliseconds since the epoch. */
  from: number;
  at: number;
}

const Line = z.discriminatedUnion("msg", [
  /** The turn took longer than its lease. The order goes to the core once more. */
  z.object({
    msg: z.literal("lease lost: the turn's result was discarded"),
    time: z.iso.datetime(),
    shopId: z.string(),
    lane: z.string(),
  }),
  /** An attempt that failed; without a status nothing came back in time. */
  z.object({
    msg: z.literal("not delivered"),
    time: z.iso.datetime(),
    shopId: z.string(),
    lane: z.string(),
    effect: z.string(),
    status: z.number().nullable(),
    ms: z.number(),
  }),
]);
/** What is given to the core, and not asked of a shop. */
const AT_CORE: readonly string[] = ["order", "order_cancelled"];
const WORKER_LOG = /(worker-\d+)\.log$/;

/** What the workers say of attempts whose result they could not keep, or did not hear. */
export function readWorkerLogs(
  logs: ReadonlyMap<string, string>,
  slugOf: (shopId: string) => string | undefined,
): WorkerSaid[] {
  return [...logs].flatMap(([path, log]) => {
    const worker = WORKER_LOG.exec(path)?.[1];
    if (worker === undefined) return [];
    return log.split("\n").flatMap((text): WorkerSaid[] => {
      if (!text.includes("lease lost") && !text.includes('"not delivered"')) return [];
      const line = Line.safeParse(JSON.parse(text)).data;
      const shop = line === undefined ? undefined : slugOf(line.shopId);
      if (line === undefined || shop === undefined) return [];
      const at = Date.parse(line.time);
      const said = { worker, shop, order: line.lane, at };
      if (line.msg !== "not delivered") return [{ ...said, what: "lease_lost", from: at }];
      return line.status === null && AT_CORE.includes(line.effect)
        ? [{ ...said, what: "no_answer", from: at - line.ms - KEEPING_MS }]
        : [];
    });
  });
}

/** Between the end of an attempt and the line about it something is committed. */
const KEEPING_MS = 1_000;
