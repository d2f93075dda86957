import { setTimeout as sleep } from "node:timers/promises";
import { waitForRest } from "../check-run.ts";
import type { RunContext } from "../fault.ts";
import type { Lab } from "../lab.ts";

/** Without its guard the product may go round in circles: what there is to see of that is seen by then. */
const CONTROL_MS = 8_000;
const CONTROL_PATIENCE_MS = 3_000;

/** Waits until nothing is left to do. A control is not waited for: it may have no end. */
export async function comeToRest(lab: Lab, { without }: RunContext): Promise<void> {
  if (without === null) await waitForRest(lab);
  else await Promise.race([waitForRest(lab, CONTROL_PATIENCE_MS), sleep(CONTROL_MS)]);
}
