import { mkdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { errorCode } from "../error-code.ts";

/** Longer than a server takes to write its postmaster.pid. Whoever held it longer died. */
const STALE_MS = 5_000;

/**
 * Lets one process at a time start a server on a data folder. Where a crashed server left its postmaster.pid, two that start
 * in the same moment each take it for the stale one and remove it, and one of them removes the other's: that one serves on
 * without, nobody finds it, and a minute later it ends itself.
 */
export interface StartLock {
  /** False where somebody else is at it. */
  take(): boolean;
  free(): void;
}

export function createStartLock(dataDir: string): StartLock {
  const lock = join(dataDir, "pg-start.lock");
  let held = false;
  return {
    take() {
      if (held) return true;
      if (isStale(lock)) rmSync(lock, { recursive: true, force: true });
      try {
        mkdirSync(lock);
        held = true;
      } catch (error) {
        if (errorCode(error) !== "EEXIST") throw error;
      }
      return held;
    },
    free() {
      if (held) rmSync(lock, { recursive: true, force: true });
      held = false;
    },
  };
}

/** By the files' own clock, which is the machine's. */
function isStale(lock: string): boolean {
  try {
    return Date.now() - statSync(lock).mtimeMs > STALE_MS;
  } catch {
    return false;
  }
}
