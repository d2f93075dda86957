import { createBulkFile } from "./bulk-file.ts";
import { type BulkOperation, expireWhenDue } from "./bulk-operation.ts";
import { type BulkJob, runBulkQuery } from "./run-bulk-query.ts";

export interface BulkOperationsSetup {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Random letters and digits, never the same twice. */
  secret(): string;
  /** Where files lie, without names, for as long as they are needed. */
  folder: string;
}

/** The bulk operations of the app in all shops. */
export interface BulkOperations {
  start(shop: string, text: string, job: Omit<BulkJob, "now">): BulkOperation;
  /** Of one shop, in the order in which they were started. */
  of(shop: string): readonly BulkOperation[];
}

export function createBulkOperations({ now, secret, folder }: BulkOperationsSetup): BulkOperations {
  const byShop = new Map<string, BulkOperation[]>();
  let started = 0;
  const heldFor = (shop: string): BulkOperation[] => {
    const held = byShop.get(shop) ?? [];
    byShop.set(shop, held);
    return held;
  };
  return {
    start(shop, text, job) {
      started += 1;
      const name = secret();
      const operation: BulkOperation = {
        id: String(7_000_000_000_000 + started),
        query: text,
        createdAt: now(),
        file: createBulkFile(folder, `bulk-${name}`),
        secret: name,
        status: "CREATED",
        errorCode: null,
        endedAt: null,
        objects: 0,
        rootObjects: 0,
        polls: 0,
        wake: () => {},
      };
      heldFor(shop).push(operation);
      void runBulkQuery(operation, { ...job, now });
      return operation;
    },
    of(shop) {
      const held = heldFor(shop);
      for (const operation of held) expireWhenDue(operation, now());
      return held;
    },
  };
}
