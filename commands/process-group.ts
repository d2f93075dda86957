import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { childEnv } from "./env.ts";
import { type StartedProcess, startProcess } from "./start-process.ts";

type Changes = Record<string, string | undefined>;

/** Processes that are started one by one and end together. */
export interface ProcessGroup {
  /** Of all of them: one file each, named after its process. */
  logs: string;
  start(name: string, script: string, env: Changes): Promise<StartedProcess>;
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
  return {
    logs,
    async start(name, script, env) {
      const logFile = join(logs, `${name}.log`);
      const child = await startProcess({ name, script, env: childEnv({ ...common, ...env }), logFile });
      started.push(child);
      return child;
    },
    adopt: (child) => void started.push(child),
    failed: () => Promise.race(started.map((child) => child.failed)),
    async stop() {
      await Promise.all(started.map((child) => child.stop()));
    },
  };
}
