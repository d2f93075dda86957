import { randomBytes } from "node:crypto";
import { onStack, type StackRun } from "../on-stack.ts";
import { scanLogs } from "../scan-logs.ts";
import { type CaptureVerdict, judgeCapture } from "./judge-capture.ts";
import { playCapture } from "./play-capture.ts";
import type { Capture } from "./read-capture.ts";

/** A comparison leaves out what changed in the last minute: a message of it may be on its way. */
const LATER_MS = 2 * 60_000;

/**
 * Plays a capture of a real shop through the bridge, its worker and the core. Their clock begins soon after the capture
 * ends: a poll looks at what changed lately.
 */
export async function runCapture(capture: Capture, run: StackRun): Promise<CaptureVerdict> {
  const bridgeSecret = randomBytes(24).toString("hex");
  const clockOffsetMs = capture.to + LATER_MS - Date.now();
  const now = () => Date.now() + clockOffsetMs;
  const verdict = await onStack(run, { bridgeSecret, clockOffsetMs }, async (scene) => {
    const evidence = await playCapture(capture, { ...scene, bridgeSecret, now });
    return judgeCapture(evidence, scene.requests);
  });
  return { ...verdict, violations: [...verdict.violations, ...scanLogs(capture.files, run.dataDir)] };
}
