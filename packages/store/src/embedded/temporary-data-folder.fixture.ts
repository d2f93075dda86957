import { chmodSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { stopEmbeddedPostgres } from "../stop-embedded-postgres.ts";

/** A folder for one test: whatever server runs in it afterwards is stopped, and the folder is removed. */
export function temporaryDataFolder(mode = 0o711): string {
  const dataDir = mkdtempSync(join(realpathSync(tmpdir()), "karla-pg-"));
  chmodSync(dataDir, mode);
  onTestFinished(async () => {
    await stopEmbeddedPostgres(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  });
  return dataDir;
}
