import { fsyncSync, openSync, writeSync } from "node:fs";

/** A trigger of Shopify Flow that the shop took: workflows that begin with it have run. */
export interface TakenTrigger {
  kind: "trigger";
  shop: string;
  handle: string;
  /** As it came. */
  payload: Readonly<Record<string, unknown>>;
  /** Milliseconds since the epoch. */
  at: number;
}

/** An event that a fulfillment got. */
export interface TakenEvent {
  kind: "fulfillment_event";
  shop: string;
  orderId: string;
  fulfillmentId: string;
  status: string;
  /** Milliseconds since the epoch, as `at`. */
  happenedAt: number;
  at: number;
  by: "app" | "another";
}

/** What shops were told by the Admin API, for proofs to compute from. */
export interface ToldJournal {
  record(entry: TakenTrigger | TakenEvent): void;
  triggers(): readonly TakenTrigger[];
  fulfillmentEvents(): readonly TakenEvent[];
}

/**
 * Kept in memory, and each as a line of JSON where a path is given. A line is written before the call is answered; with
 * `fsync` not even a crash of the machine loses what was answered.
 */
export function createToldJournal(file: { path: string; fsync?: boolean } | null = null): ToldJournal {
  const descriptor = file === null ? null : openSync(file.path, "a");
  const entries: (TakenTrigger | TakenEvent)[] = [];
  return {
    record: (entry) => {
      if (descriptor !== null) {
        writeSync(descriptor, `${JSON.stringify(entry)}\n`);
        if (file?.fsync === true) fsyncSync(descriptor);
      }
      entries.push(entry);
    },
    triggers: () => entries.filter((entry) => entry.kind === "trigger"),
    fulfillmentEvents: () => entries.filter((entry) => entry.kind === "fulfillment_event"),
  };
}
