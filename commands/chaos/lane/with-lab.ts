import type { Observation, RunContext } from "../fault.ts";
import { type Lab, type LabSetup, openLab } from "../lab.ts";

/** A worker that is gone is noticed soon: nothing here waits for half a minute. */
export const LEASE_MS = 2_000;
export const CALL_TIMEOUT_MS = 1_500;
/** Where nobody dies and nobody sleeps: a machine that is busy must not look like either. */
export const UNHURRIED = { WORKER_LEASE_MS: "10000", WORKER_CALL_TIMEOUT_MS: "5000" };

/** Gives the run a lab of its own, without the guard that the control takes out. The lab of a run that broke is kept. */
export async function withLab(
  context: RunContext,
  setup: LabSetup,
  run: (lab: Lab) => Promise<Observation>,
): Promise<Observation> {
  const env = {
    WORKER_LEASE_MS: String(LEASE_MS),
    WORKER_CALL_TIMEOUT_MS: String(CALL_TIMEOUT_MS),
    KARLA_GUARD_OFF: context.without ?? undefined,
    ...setup.env,
  };
  const lab = await openLab({ ...setup, env });
  let keep = context.without === null;
  try {
    const seen = await run(lab);
    keep &&= seen.broken.length > 0;
    return seen;
  } finally {
    await lab.close({ keep });
    if (keep) context.say(`journals and logs: ${lab.dataDir}`);
  }
}
