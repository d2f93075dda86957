import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { childEnv } from "./env.ts";
import { runOnce, type StartedProcess, startProcess } from "./start-process.ts";

type Changes = Record<string, string | undefined>;

/** Processes that are started one by one and end together. */
export interface ProcessGroup {
  /** Of all of them: one file each, named after its process. */
  logs: string;
  start(name: string, script: string, env: Changes): Promise<StartedProcess>;
  /** Runs a command to its end and gives its output. It ends with the others, done or not. */
  run(script: string, wish: { args: string[]; env: Changes; input?: string }): Promise<string>;
  /** One that somebody else has started. */
  adopt(child: StartedProcess): void;
  /** Resolves with the first of those started so far that ends without being asked to. */
  failed(): Promise<StartedProcess>;
  /** Ends all. */
  stop(): Promise<void>;
}

export function createProcessGroup({ dataDir, env: common }: { dataDir: string; env: Changes }): ProcessGroup {
  const logs = join(dataDir, "logs");
  mkdirSync(logs, { recursive: true, mode: 0o755 });
  const started: StartedProcess[] = [];
  const running = new Set<Promise<string>>();
  const stopping = new AbortController();
  return {
    logs,
    async start(name, script, env) {
      const logFile = join(logs, `${name}.log`);
      const child = await startProcess({ name, script, env: childEnv({ ...common, ...env }), logFile });
      started.push(child);
      return child;
    },
    async run(script, { env, ...wish }) {
      const call = runOnce({ script, ...wish, env: childEnv({ ...common, ...env }), signal: stopping.signal });
      running.add(call);
      return call.finally(() => running.delete(call));
    },
    adopt: (child) => void started.push(child),
    failed: () => Promise.race(started.map((child) => child.failed)),
    async stop() {
      stopping.abort();
      await Promise.all([Promise.allSettled(running), ...started.map((child) => child.stop())]);
    },
  };
}
