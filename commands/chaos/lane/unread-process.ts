import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { listeningIn } from "../../listening-line.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const START_MS = 60_000;

/** A process of the product whose output nobody reads once it listens. */
export interface UnreadProcess {
  url: string;
  metricsUrl: string;
  /** What came out and was not looked at, as far as this side of the pipe holds it: once that is full, the pipe fills. */
  unreadBytes(): number;
  /** Closes the reading end as well: whoever writes is told that nobody is there. */
  closeOutput(): void;
  /** SIGTERM; gives the exit code, null where it did not end within so many milliseconds and was killed. */
  stop(withinMs: number): Promise<number | null>;
}

export async function startUnread(script: string, env: NodeJS.ProcessEnv): Promise<UnreadProcess> {
  const child = spawn(process.execPath, [script], { cwd: ROOT, env, stdio: ["ignore", "pipe", "ignore"] });
  const ended = once(child, "exit");
  const listening = Promise.withResolvers<{ url: string; metricsUrl: string }>();
  let text = "";
  const read = (chunk: Buffer) => {
    text += chunk.toString();
    for (const line of text.split("\n")) {
      const said = listeningIn(line);
      // A worker listens for nothing but metrics.
      if (said !== null) listening.resolve({ url: said.url, metricsUrl: said.metricsUrl ?? said.url });
    }
  };
  child.stdout.on("data", read);
  const late = sleep(START_MS, null, { ref: false });
  const started = await Promise.race([listening.promise, late, ended.then(() => null)]);
  if (started === null) {
    child.kill("SIGKILL");
    throw new Error(`${script} did not get ready`);
  }
  child.stdout.off("data", read);
  child.stdout.pause();
  return {
    ...started,
    unreadBytes: () => child.stdout.readableLength,
    closeOutput: () => void child.stdout.destroy(),
    async stop(withinMs) {
      child.kill("SIGTERM");
      const code = await Promise.race([
        ended.then(([status]) => Number(status)),
        sleep(withinMs, null, { ref: false }),
      ]);
      if (code === null) child.kill("SIGKILL");
      await ended;
      child.stdout.destroy();
      return code;
    },
  };
}
