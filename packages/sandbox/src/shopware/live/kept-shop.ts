import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";

/** What makes a shop the same one after a restart. */
const KeptShop = z.object({
  shopId: z.string().min(1),
  /** The secrets that the app may hold, the likeliest first. */
  secrets: z.array(z.string().min(1)),
  /** What it sold before its first start is told from these, the same every time. */
  past: z.object({ seed: z.number().int(), startedAt: z.number().int() }),
});
export type KeptShop = z.infer<typeof KeptShop>;

/** The shop of this file, or one that is begun now. Throws where the file is another thing. */
export function readOrBeginShop(file: string, begin: () => KeptShop): KeptShop {
  if (!existsSync(file)) keepShop(file, begin());
  return readKeptShop(file);
}

export function readKeptShop(file: string): KeptShop {
  return KeptShop.parse(JSON.parse(readFileSync(file, "utf8")));
}

/** Whole or not at all, and for its owner's eyes only. */
export function keepShop(file: string, shop: KeptShop): void {
  writeFileSync(`${file}.new`, JSON.stringify(shop), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
