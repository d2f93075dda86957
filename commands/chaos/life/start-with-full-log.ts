import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { unusedPort } from "../../free-port.ts";
import { until } from "../until.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
/** Takes nothing: each write ends as on a full disk (ENOSPC). Linux has it. */
const FULL = "/dev/full";
const START_MS = 60_000;
const STOP_MS = 15_000;

/** A process of the product whose log is on a full disk. */
export interface FullLogProcess {
  url: string;
  isRunning(): boolean;
  /** SIGTERM; gives the exit code, null where it was killed or did not end in time. */
  stop(): Promise<number | null>;
}

/** Where there is no such disk, its log goes nowhere. */
export const canFill = existsSync(FULL);

/** `port`: the variable by which the process is told where to listen. It cannot say that it does, so it is asked at this path. */
export async function startWithFullLog(
  script: string,
  { port, path }: { port: "PORT" | "METRICS_PORT"; path: string },
  env: NodeJS.ProcessEnv,
): Promise<FullLogProcess> {
  const own = await unusedPort();
  const log = canFill ? openSync(FULL, "w") : ("ignore" as const);
  const child = spawn(process.execPath, [script], {
    cwd: ROOT,
    env: { ...env, [port]: String(own) },
    stdio: ["ignore", log, log],
  });
  if (typeof log === "number") closeSync(log);
  const ended = once(child, "exit");
  const url = `http://127.0.0.1:${own}`;
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  const answers = () =>
    fetch(new URL(path, url)).then(
      ({ status }) => status !== 503,
      () => false,
    );
  await until(async () => !isRunning() || (await answers()), START_MS);
  if (!(await answers())) {
    child.kill("SIGKILL");
    throw new Error(`${script} did not get ready with its log on a full disk`);
  }
  return {
    url,
    isRunning,
    async stop() {
      child.kill("SIGTERM");
      await Promise.race([ended, sleep(STOP_MS, null, { ref: false })]);
      if (isRunning()) child.kill("SIGKILL");
      await ended;
      return child.exitCode;
    },
  };
}
