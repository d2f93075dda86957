import { readFile, writeFile } from "node:fs/promises";
import { ErasureBackup } from "@karla/store/erasure-backup";
import type { Store } from "@karla/store/open-store";
import { type ErasureRequest, erasureEvent } from "@karla/sync/erasure-request";

type Stores = Pick<Store, "erasureBackups" | "inbox">;

export interface CarryReceipts {
  file: string | undefined;
  say: (line: string) => void;
  /** Names a request. */
  newKey: () => string;
}

/** Writes tombstones and receipts into a file, or to standard output: to be kept beside the backups, and newer than they are. */
export async function exportReceipts({ erasureBackups }: Stores, { file, say }: CarryReceipts): Promise<number> {
  const backup = await erasureBackups.read();
  const text = JSON.stringify(backup);
  if (file === undefined) console.log(text);
  else await writeFile(file, `${text}\n`, { mode: 0o600 });
  say(`${backup.tombstones.length} tombstones and ${backup.receipts.length} receipts written. They name nobody.`);
  return 0;
}

/** Puts them in where a backup was put back, before workers run, and has erased once more what the backup brought back. */
export async function importReceipts(stores: Stores, { file, say, newKey }: CarryReceipts): Promise<number> {
  if (file === undefined) throw new Error("Say from where: --file FILE.");
  const backup = ErasureBackup.parse(JSON.parse(await readFile(file, "utf8")));
  const restored = await stores.erasureBackups.restore(backup);
  const events = restored.map(({ shopId, platform, isWhole }) => {
    const request: ErasureRequest = isWhole ? { kind: "shop", keptUntil: null } : { kind: "restored" };
    return erasureEvent({ shopId, platform, topic: "operator/restored", key: newKey(), request });
  });
  await stores.inbox.accept(events);
  const shops =
    restored.length === 0 ? "Nothing was missing." : `${restored.length} shops are gone through by the worker.`;
  say(`${backup.tombstones.length} tombstones looked at. ${shops}`);
  return 0;
}
