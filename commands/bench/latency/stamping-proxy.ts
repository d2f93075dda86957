import { text } from "node:stream/consumers";
import { listenOnLoopback, passOn } from "../../core-proxy.ts";

export interface StampingProxy {
  url: string;
  /** Order id -> when the core first said that it holds the order, by `performance.now()`. */
  acceptedAt: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

/** Stands on loopback between the worker and the core, passes everything on unchanged and notes when an order arrived. */
export async function startStampingProxy(coreUrl: string): Promise<StampingProxy> {
  const acceptedAt = new Map<string, number>();
  const { url, close } = await listenOnLoopback(async (incoming, answer) => {
    const body = await text(incoming);
    passOn({ incoming, answer, body, coreUrl }, (status) => {
      const orderId = status >= 200 && status < 300 ? orderIn(body) : null;
      if (orderId !== null && !acceptedAt.has(orderId)) acceptedAt.set(orderId, performance.now());
    });
  });
  return { url, acceptedAt, close };
}

/** An upsert names its order first: `{"id":"1001","id_type":"external_id",…`. */
function orderIn(body: string): string | null {
  return /^\{"id":"([^"]+)","id_type":"external_id"/.exec(body)?.[1] ?? null;
}
