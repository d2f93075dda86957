import { setTimeout as sleep } from "node:timers/promises";
import { type Connection, createConnection } from "./connection.ts";
import type { WebhookRequest } from "./webhook-request.ts";

/** One delivery. Sent again it is the same one. */
export interface PlannedDelivery<Request extends WebhookRequest = WebhookRequest> {
  /** When it is due, from the start of the run. */
  atMs: number;
  webhookId: string;
  request: Request;
}

export interface Delivered<Request extends WebhookRequest = WebhookRequest> {
  delivery: PlannedDelivery<Request>;
  /** 0: no answer. */
  status: number;
  retryAfter: string;
  /** When it was sent, by `performance.now()`. */
  sentAt: number;
  /** From the instant at which it was due, so that a server that holds up the load does not look fast. */
  ms: number;
}

/**
 * Sends each delivery when it is due, whether or not earlier ones have an answer: as many connections are opened as that
 * takes. The deliveries are in the order of their time. Resolves when each has its answer, or is known to get none.
 */
export async function runOpenLoop<Request extends WebhookRequest>(
  { port, path }: { port: number; path: string },
  deliveries: readonly PlannedDelivery<Request>[],
): Promise<Delivered<Request>[]> {
  const idle: Connection[] = [];
  const all: Connection[] = [];
  const answers: Promise<Delivered<Request>>[] = [];
  const beganAt = performance.now();

  function openAnother(): Connection {
    const connection = createConnection(port);
    all.push(connection);
    return connection;
  }

  function send(delivery: PlannedDelivery<Request>): Promise<Delivered<Request>> {
    const connection = idle.pop() ?? openAnother();
    const { promise, resolve } = Promise.withResolvers<Delivered<Request>>();
    const sentAt = performance.now();
    const head = delivery.request.head(path, delivery.webhookId);
    connection.send({ head, body: delivery.request.body }, (answer) => {
      const ms = performance.now() - beganAt - delivery.atMs;
      idle.push(connection);
      resolve({ delivery, status: answer?.status ?? 0, retryAfter: answer?.retryAfter ?? "", sentAt, ms });
    });
    return promise;
  }

  let next = 0;
  while (next < deliveries.length) {
    const passed = performance.now() - beganAt;
    for (let due = deliveries[next]; due !== undefined && due.atMs <= passed; due = deliveries[next]) {
      answers.push(send(due));
      next += 1;
    }
    if (next < deliveries.length) await sleep(1);
  }
  const delivered = await Promise.all(answers);
  for (const connection of all) connection.close();
  return delivered;
}
