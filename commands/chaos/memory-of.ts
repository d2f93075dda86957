import { readFileSync } from "node:fs";
import type { Member } from "./member.ts";

/** The most resident memory that each of these processes had in its life so far, in MiB; 0 on systems other than Linux. */
export function memoryOf(members: readonly Member[]): number[] {
  return members.map((member) => {
    if (process.platform !== "linux" || member.pid() === 0) return 0;
    const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${member.pid()}/status`, "utf8"))?.[1];
    return Math.round(Number(peak ?? 0) / 1_024);
  });
}
