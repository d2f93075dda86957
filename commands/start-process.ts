import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { listeningIn } from "./listening-line.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
/** Node lets short-lived objects fill 128 MB before it looks at them; bodies come and go, and need no more than this. */
const NEW_SPACE = "--max-semi-space-size=16";
/**
 * glibc gives threads heaps of their own, and lets what it takes for large grow with what it sees. A worker that read 60,000 orders
 * then held 40 MB more of nothing; with one heap, and large buffers outside of it, 10. Other C libraries do not know these.
 */
const ALLOCATOR = { MALLOC_ARENA_MAX: "1", MALLOC_MMAP_THRESHOLD_: "262144", MALLOC_TRIM_THRESHOLD_: "1048576" };
/** A first start creates the database. */
const START_MS = 120_000;
const STOP_MS = 20_000;

export interface StartedProcess {
  name: string;
  pid: number;
  /** Where it listens. */
  url: string;
  logFile: string;
  /** The signal that ended it; null while it runs and where it ended by itself. */
  signal(): NodeJS.Signals | null;
  /** Resolves when it ends without being asked to. */
  failed: Promise<StartedProcess>;
  /** SIGTERM, then SIGKILL if it does not end. */
  stop(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
}

/** Starts one of our processes and waits for its line `{"msg":"listening","url":…}`. Its output goes to `logFile`. */
export function startProcess(options: {
  name: string;
  script: string;
  env: NodeJS.ProcessEnv;
  logFile: string;
}): Promise<StartedProcess> {
  const { name, logFile } = options;
  const child = spawn(process.execPath, [NEW_SPACE, options.script], {
    cwd: ROOT,
    env: { ...ALLOCATOR, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log = createWriteStream(logFile, { flags: "a" });
  const lastWords: string[] = [];
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  let stopping = false;

  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => give(`did not get ready within ${START_MS / 1_000} s`), START_MS);
    const give = (why: string) => {
      clearTimeout(timer);
      child.kill("SIGKILL");
      reject(new Error(`${name} ${why}.\n${lastWords.join("\n")}\nIts log: ${logFile}`));
    };
    child.once("error", (error) => give(`could not be started: ${error.message}`));
    void ended.then((code) => give(`ended with ${code ?? "a signal"}`));
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        log.write(`${line}\n`);
        lastWords.push(line);
        if (lastWords.length > 15) lastWords.shift();
        const url = listeningIn(line)?.url ?? null;
        if (url === null) return;
        clearTimeout(timer);
        const started: StartedProcess = {
          name,
          pid: child.pid ?? 0,
          url,
          logFile,
          signal: () => child.signalCode,
          failed: ended.then(() => (stopping ? new Promise<StartedProcess>(() => {}) : started)),
          async stop() {
            stopping = true;
            child.kill("SIGTERM");
            const killing = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
            await ended;
            clearTimeout(killing);
            log.end();
          },
          async kill() {
            stopping = true;
            child.kill("SIGKILL");
            await ended;
            log.end();
          },
        };
        resolve(started);
      });
    }
  });
}

/**
 * Runs one of our commands to its end and gives its output; throws with its last words when it fails, and when it was told to end by
 * `signal` (SIGTERM, then SIGKILL if it does not).
 */
export async function runOnce(options: {
  script: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  input?: string;
  signal?: AbortSignal;
}): Promise<string> {
  const child = spawn(process.execPath, [options.script, ...options.args], {
    cwd: ROOT,
    env: options.env,
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin.on("error", () => undefined);
  child.stdin.end(options.input ?? "");
  const letGo = endWith(child, options.signal);
  const [output, complaint, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once("exit", resolve)),
  ]);
  letGo();
  if (code !== 0)
    throw new Error(`${options.script} ${options.args[0] ?? ""} failed: ${complaint.trim().slice(-2_000)}`);
  return output;
}

/** Ends the child when the signal says so. What is given back forgets about it. */
function endWith(child: ChildProcess, signal: AbortSignal | undefined): () => void {
  let killing: NodeJS.Timeout | undefined;
  const end = () => {
    child.kill("SIGTERM");
    killing = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
  };
  if (signal?.aborted) end();
  signal?.addEventListener("abort", end);
  return () => {
    signal?.removeEventListener("abort", end);
    clearTimeout(killing);
  };
}
