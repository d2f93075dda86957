import { randomBytes } from "node:crypto";
import { type Stack, startStack } from "../stack.ts";
import { type Evidence, gatherEvidence } from "./gather-evidence.ts";
import { judgeRun, type RunVerdict } from "./judge-run.ts";
import { prepare } from "./prepare.ts";
import type { FolderBody } from "./read-folder.ts";
import { type RecordingProxy, startRecordingProxy } from "./recording-proxy.ts";
import { scanLogs } from "./scan-logs.ts";

export interface ConformanceRun {
  bodies: readonly FolderBody[];
  /** Empty, and passable for another user where this one is root. Holds the logs afterwards. */
  dataDir: string;
  /** Named thing to break in the pipeline, to see that it is noticed. */
  sabotage: string | null;
  say(line: string): void;
  signal: AbortSignal;
}

/** Feeds the bodies through the real processes and judges what became of them. Whatever happens, the processes end. */
export async function runConformance({ bodies, dataDir, sabotage, say, signal }: ConformanceRun): Promise<RunVerdict> {
  const prepared = prepare(bodies, randomBytes(4).toString("hex"));
  const secret = randomBytes(24).toString("hex");
  say("Starting the database, the core, the receiver and the worker …");
  let proxy: RecordingProxy | undefined;
  const stack = await startStack({
    dataDir,
    shopifySecret: secret,
    coreAdminKey: randomBytes(24).toString("hex"),
    env: sabotage === null ? {} : { KARLA_SABOTAGE: sabotage },
    async coreUrlFor(coreUrl) {
      proxy = await startRecordingProxy(coreUrl);
      return proxy.url;
    },
  });
  const feeding = new AbortController();
  const scene = { stack, secret, requests: proxy?.requests ?? [], say, signal: feeding.signal };
  const gathering = gatherEvidence(prepared, scene);
  let evidence: Evidence;
  try {
    evidence = await Promise.race([gathering, unexpectedEnd(stack), interruption(signal)]);
  } finally {
    feeding.abort();
    // A look at the status that is still under way would start the database again.
    await gathering.catch(() => undefined);
    await stack.stop();
    await proxy?.close();
  }
  const verdict = judgeRun(prepared, evidence);
  return { ...verdict, violations: [...verdict.violations, ...scanLogs(bodies, dataDir)] };
}

async function unexpectedEnd(stack: Stack): Promise<never> {
  const { name, logFile } = await stack.failed;
  throw new Error(`${name} ended unexpectedly. Its log: ${logFile}`);
}

function interruption(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = () => reject(new Error("interrupted"));
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop);
  });
}
