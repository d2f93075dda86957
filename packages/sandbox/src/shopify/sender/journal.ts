import { fsyncSync, openSync, writeSync } from "node:fs";
import type { Topic } from "../webhook.ts";

/** One try to deliver one webhook. `status` where there was an answer, else `error`. */
export interface JournalEntry {
  webhookId: string;
  eventId: string;
  topic: Topic;
  /** Null: not about an order. */
  orderId: string | null;
  /** ISO 8601, when the try began. */
  sentAt: string;
  attempt: number;
  status?: number;
  error?: string;
}

export interface JournalCounts {
  /** Distinct webhooks that were tried at least once. */
  events: number;
  /** Deliveries answered 2xx, repeats included. */
  received: number;
  /** Distinct webhooks answered 2xx. */
  acknowledged: number;
  /** Tries without a 2xx. */
  failed: number;
}

/** A webhook that never left the shop: no delivery of it was tried, and none will be. */
export type DroppedWebhook = Pick<JournalEntry, "webhookId" | "topic" | "orderId">;

/** What the shop remembers of its deliveries. */
export interface Journal {
  record(entry: JournalEntry): void;
  drop(webhook: DroppedWebhook): void;
  counts(): JournalCounts;
  isAcknowledged(webhookId: string): boolean;
  /** In no count: neither sent nor acknowledged. */
  dropped(): readonly DroppedWebhook[];
}

/**
 * Keeps the counts in memory, and each try as a line of JSON where a path is given (what was dropped was not tried). A line is written before the next
 * delivery of its webhook begins, so a crash of the sandbox loses no acknowledged one; with `fsync` not even a crash of
 * the machine does.
 */
export function createJournal(file: { path: string; fsync?: boolean } | null = null): Journal {
  const descriptor = file === null ? null : openSync(file.path, "a");
  const tried = new Set<string>();
  const acknowledged = new Set<string>();
  const dropped: DroppedWebhook[] = [];
  let received = 0;
  let failed = 0;
  return {
    record: (entry) => {
      if (descriptor !== null) {
        writeSync(descriptor, `${JSON.stringify(entry)}\n`);
        if (file?.fsync === true) fsyncSync(descriptor);
      }
      tried.add(entry.webhookId);
      if (entry.status !== undefined && entry.status >= 200 && entry.status < 300) {
        received += 1;
        acknowledged.add(entry.webhookId);
      } else failed += 1;
    },
    drop: ({ webhookId, topic, orderId }) => {
      dropped.push({ webhookId, topic, orderId });
    },
    counts: () => ({ events: tried.size, received, acknowledged: acknowledged.size, failed }),
    isAcknowledged: (webhookId) => acknowledged.has(webhookId),
    dropped: () => dropped,
  };
}
