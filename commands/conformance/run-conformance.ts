import { randomBytes } from "node:crypto";
import { gatherEvidence } from "./gather-evidence.ts";
import { judgeRun, type RunVerdict } from "./judge-run.ts";
import { onStack, type StackRun } from "./on-stack.ts";
import { prepare } from "./prepare.ts";
import type { FolderBody } from "./read-folder.ts";
import { scanLogs } from "./scan-logs.ts";

export interface ConformanceRun extends StackRun {
  bodies: readonly FolderBody[];
}

/** Feeds bodies of Shopify through the real processes and judges what became of them. */
export async function runConformance({ bodies, ...run }: ConformanceRun): Promise<RunVerdict> {
  const prepared = prepare(bodies, randomBytes(4).toString("hex"));
  const evidence = await onStack(run, {}, (scene) => gatherEvidence(prepared, scene));
  const verdict = judgeRun(prepared, evidence);
  return { ...verdict, violations: [...verdict.violations, ...scanLogs(bodies, run.dataDir)] };
}
