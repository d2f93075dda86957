import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { COMPILE_CACHE } from "../env.ts";
import type { Member } from "./member.ts";

/**
 * Who starts in half the time works twice as long until it is killed. A process writes the cache when it ends in good order, which
 * none here does: the first time one of each platform has to.
 */
export async function fillCompileCache(platform: string, members: readonly (Member | undefined)[]): Promise<void> {
  const marker = join(COMPILE_CACHE, `filled-${platform}`);
  if (existsSync(marker)) return;
  for (const member of members) {
    await member?.kill("SIGTERM");
    await member?.start();
  }
  mkdirSync(COMPILE_CACHE, { recursive: true });
  writeFileSync(marker, "");
}
