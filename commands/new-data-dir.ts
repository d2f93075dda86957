import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A data folder for one run, e.g. `karla-demo-x7Yz12` among the temporary ones. */
export function newDataDir(name: string): string {
  const dataDir = mkdtempSync(join(tmpdir(), `karla-${name}-`));
  // The database may run as another user, who has to get through.
  chmodSync(dataDir, 0o711);
  return dataDir;
}
