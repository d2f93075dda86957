import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";

/** Far more than a pipe and its reader hold. */
const LINES = 20_000;

/** A process that logs `LINES` lines to a pipe, says so on stderr, and ends. */
function logger() {
  const script = `
    import { boundedOutput } from ${JSON.stringify(new URL("./bounded-output.ts", import.meta.url).href)};
    import { createLog } from ${JSON.stringify(new URL("./log.ts", import.meta.url).href)};
    const log = createLog("debug", "test", boundedOutput(process.stdout));
    for (let n = 0; n < ${LINES}; n += 1) log.debug({ n, filling: "x".repeat(300) }, "line");
    setTimeout(() => { process.stderr.write("went on"); process.exit(0); }, 50);`;
  return spawn(process.execPath, ["--input-type=module", "--eval", script], { stdio: ["ignore", "pipe", "pipe"] });
}

describe("the log", () => {
  it("does not hold up the process when nobody reads it", async () => {
    const child = logger();
    const [[code], said] = await Promise.all([once(child, "exit"), text(child.stderr)]);
    expect([code, said]).toEqual([0, "went on"]);
  });

  it("does not end the process when its reader is gone", async () => {
    const child = logger();
    child.stdout.destroy();
    const [[code], said] = await Promise.all([once(child, "exit"), text(child.stderr)]);
    expect([code, said]).toEqual([0, "went on"]);
  });
});
