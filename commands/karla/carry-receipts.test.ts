import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ErasureBackup } from "@karla/store/erasure-backup";
import { erasureInEvent } from "@karla/sync/erasure-request";
import { shopIdOf } from "@karla/sync/ids";
import type { ReceivedEvent } from "@karla/sync/inbox";
import { expect, test } from "vitest";
import { exportReceipts, importReceipts } from "./carry-receipts.ts";

const A = shopIdOf("shopify", "a.myshopify.com");
const B = shopIdOf("shopware", "b");
const BACKUP: ErasureBackup = {
  tombstones: [{ shopId: A, kind: "order", mark: "AAAA", keyId: "k", erasedAt: "2026-11-30T00:00:00.000000Z" }],
  receipts: [],
};

test("what was written is put in again, and each shop that it concerns is gone through, or erased", async () => {
  const file = join(await mkdtemp(join(tmpdir(), "receipts-")), "receipts.json");
  const accepted: ReceivedEvent[] = [];
  const said: string[] = [];
  const command = { file, say: (line: string) => void said.push(line), newKey: () => "1" };
  const stores = {
    erasureBackups: {
      read: async () => BACKUP,
      restore: async (backup: ErasureBackup) => {
        expect(backup).toEqual(BACKUP);
        return [
          { shopId: A, platform: "shopify" as const, isWhole: false },
          { shopId: B, platform: "shopware" as const, isWhole: true },
        ];
      },
    },
    inbox: {
      accept: async (events: readonly ReceivedEvent[]) => {
        accepted.push(...events);
        return events.map(() => "stored" as const);
      },
    },
  };
  await exportReceipts(stores, command);
  expect(JSON.parse(await readFile(file, "utf8"))).toEqual(BACKUP);
  await importReceipts(stores, command);
  expect(accepted.map((event) => [event.shopId, event.source, erasureInEvent(event)])).toEqual([
    [A, "shopify", { kind: "restored" }],
    [B, "shopware", { kind: "shop", keptUntil: null }],
  ]);
  expect(said.join(" ")).toContain("2 shops");
});
