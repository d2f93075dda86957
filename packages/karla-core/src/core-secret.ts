import { link, mkdir, readFile, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Entropy } from "./entropy.ts";

/**
 * The secret of a core that was given none: 32 bytes in the data folder, made once. It is written beside and linked into
 * place, so that two processes that start at once, or a crash here, never leave half a secret or two.
 */
export async function ensureCoreSecret(dataDir: string, entropy: Entropy): Promise<Buffer> {
  const path = join(dataDir, "core-secret");
  const known = await readFile(path).catch(() => null);
  if (known) return known;
  await mkdir(dataDir, { recursive: true });
  const beside = `${path}.${entropy.uuid()}`;
  await writeFile(beside, entropy.bytes(32), { mode: 0o600, flag: "wx" });
  await link(beside, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  await unlink(beside);
  return readFile(path);
}
