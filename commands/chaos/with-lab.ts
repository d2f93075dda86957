import type { RunContext } from "./fault.ts";
import { type Lab, type LabSetup, openLab } from "./lab.ts";
import type { StandWish } from "./shop/platform.ts";

/** A worker that is gone is noticed soon: nothing here waits for half a minute. */
export const LEASE_MS = 2_000;
export const CALL_TIMEOUT_MS = 1_500;
/** Where nobody dies and nobody sleeps: a machine that is busy must not look like either. */
export const UNHURRIED = { WORKER_LEASE_MS: "10000", WORKER_CALL_TIMEOUT_MS: "5000" };

export type LabWish = Omit<LabSetup, "platform" | "stand"> & Pick<StandWish, "installed">;

/**
 * Gives the run a lab of its own, without the guard that the control takes out. The lab of a run that threw, or whose result
 * is `odd`, is kept; a control's never is.
 */
export async function withLab<Result>(
  context: RunContext,
  { installed, ...setup }: LabWish,
  { run, odd }: { run: (lab: Lab) => Promise<Result>; odd: (result: Result) => boolean },
): Promise<Result> {
  const { platform, say } = context;
  const stand = await platform.prepare({ say, ...(installed === undefined ? {} : { installed }) });
  const env = {
    WORKER_LEASE_MS: String(LEASE_MS),
    WORKER_CALL_TIMEOUT_MS: String(CALL_TIMEOUT_MS),
    KARLA_GUARD_OFF: context.without ?? undefined,
    ...setup.env,
  };
  try {
    return await inLab(context, await openLab({ ...setup, platform, stand, env }), { run, odd });
  } finally {
    await stand.close();
  }
}

async function inLab<Result>(
  context: RunContext,
  lab: Lab,
  { run, odd }: { run: (lab: Lab) => Promise<Result>; odd: (result: Result) => boolean },
): Promise<Result> {
  let keep = context.without === null;
  try {
    const result = await run(lab);
    keep &&= odd(result);
    return result;
  } finally {
    await lab.close({ keep });
    if (keep) context.say(`journals, findings and logs: ${lab.dataDir}`);
  }
}
