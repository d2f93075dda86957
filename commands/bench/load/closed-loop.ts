import { randomUUID } from "node:crypto";
import { percentile } from "../percentile.ts";
import { createConnection } from "./connection.ts";
import type { WebhookRequest } from "./webhook-request.ts";

export interface ClosedLoop {
  port: number;
  path: string;
  connections: number;
  durationMs: number;
  requests: readonly WebhookRequest[];
}

export interface WindowResult {
  /** Answers per second of the window. */
  rps: number;
  p50Ms: number;
  p99Ms: number;
  /** 2xx in all, with those that were under way when the window ended. */
  acknowledged: number;
  /** Any other answer, by status; 0 is none at all. */
  others: Map<number, number>;
}

/** Each connection sends its next request when it has its answer. Ends when every request has one. */
export async function runClosedLoop(loop: ClosedLoop): Promise<WindowResult> {
  const others = new Map<number, number>();
  const latencies: number[] = [];
  let acknowledged = 0;
  let next = 0;
  const beganAt = performance.now();
  const until = beganAt + loop.durationMs;

  function runConnection(): Promise<void> {
    const connection = createConnection(loop.port);
    const { promise, resolve } = Promise.withResolvers<void>();
    const sendNext = () => {
      const request = loop.requests[next++ % loop.requests.length];
      if (request === undefined || performance.now() >= until) {
        connection.close();
        return resolve();
      }
      const head = request.head(loop.path, randomUUID());
      const sentAt = performance.now();
      connection.send({ head, body: request.body }, (answer) => {
        const now = performance.now();
        if (now <= until) latencies.push(now - sentAt);
        const status = answer?.status ?? 0;
        if (status >= 200 && status < 300) acknowledged += 1;
        else others.set(status, (others.get(status) ?? 0) + 1);
        sendNext();
      });
    };
    sendNext();
    return promise;
  }

  await Promise.all(Array.from({ length: loop.connections }, runConnection));
  return {
    rps: latencies.length / (loop.durationMs / 1_000),
    p50Ms: latencies.length === 0 ? Number.NaN : percentile(latencies, 50),
    p99Ms: latencies.length === 0 ? Number.NaN : percentile(latencies, 99),
    acknowledged,
    others,
  };
}
