import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Member } from "./member.ts";

/** Where Node keeps what it compiled: hundreds of starts take half as long, and what is killed meanwhile works twice as long. */
export const COMPILE_CACHE = fileURLToPath(new URL("../../node_modules/.cache/karla-chaos/", import.meta.url));

/** A process writes the cache when it ends in good order, which none here does: the first time one of each platform has to. */
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
