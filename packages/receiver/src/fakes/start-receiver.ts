import { systemClock } from "@karla/sync/clock";
import { onTestFinished } from "vitest";
import type { LogFields } from "../log.ts";
import type { IngestLabels } from "../metrics.ts";
import { createReceiver, type Receiver, type ReceiverOptions } from "../receiver.ts";
import { type ControllableInbox, createControllableInbox } from "./controllable-inbox.ts";
import { fakeVerifier } from "./fake-verifier.ts";

export interface Started {
  receiver: Receiver;
  inbox: ControllableInbox;
  url: string;
  port: number;
  lines: { level: string; message: string; fields: LogFields }[];
  events: IngestLabels[];
  observed: { name: string; value: number }[];
}

/** A real receiver on a free loopback port with everything it says kept; stopped when the test ends. */
export async function startReceiver(overrides: Partial<ReceiverOptions> = {}): Promise<Started> {
  const inbox = createControllableInbox();
  const lines: Started["lines"] = [];
  const events: IngestLabels[] = [];
  const observed: Started["observed"] = [];
  const line = (level: string) => (message: string, fields: LogFields) => void lines.push({ level, message, fields });
  const receiver = createReceiver({
    routes: new Map([["/webhooks/test", fakeVerifier]]),
    inbox,
    clock: systemClock(),
    log: { debug: line("debug"), info: line("info"), warn: line("warn") },
    ready: async () => true,
    metrics: {
      increment: (_name, labels) => void events.push(labels),
      observe: (name, value) => void observed.push({ name, value }),
    },
    sources: new Map([["/webhooks/test", "shopify"]]),
    topics: new Set(["orders/create"]),
    ...overrides,
  });
  const { url, port } = await receiver.listen(0, "127.0.0.1");
  onTestFinished(async () => {
    inbox.release();
    await receiver.stop({ graceMs: 1_000 });
  });
  return { receiver, inbox, url, port, lines, events, observed };
}
