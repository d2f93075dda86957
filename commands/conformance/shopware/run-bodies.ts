import { randomBytes } from "node:crypto";
import { readAppManifest } from "../../read-app-manifest.ts";
import type { RunVerdict } from "../judge-run.ts";
import { onStack, type StackRun } from "../on-stack.ts";
import type { FolderBody } from "../read-folder.ts";
import { scanLogs } from "../scan-logs.ts";
import { judgeBodies } from "./judge-bodies.ts";
import { playBodies } from "./play-bodies.ts";
import { prepareBodies } from "./prepare-bodies.ts";

/** Feeds bodies of Shopware through the bridge, its worker and the core, and judges what became of them. */
export async function runBodies({ bodies, ...run }: StackRun & { bodies: readonly FolderBody[] }): Promise<RunVerdict> {
  const bridgeSecret = randomBytes(24).toString("hex");
  const named = randomBytes(4).toString("hex");
  const verdict = await onStack(run, { bridgeSecret }, async (scene) => {
    const manifest = readAppManifest({ url: scene.stack.bridge?.url ?? "", secret: bridgeSecret });
    const prepared = prepareBodies(bodies, { run: named, manifest });
    return judgeBodies(prepared, await playBodies(prepared, { ...scene, manifest }), scene.requests);
  });
  return { ...verdict, violations: [...verdict.violations, ...scanLogs(bodies, run.dataDir)] };
}
