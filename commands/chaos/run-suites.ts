import type { Fault, Guard, Observation, RunContext } from "./fault.ts";
import type { ChaosOptions } from "./read-options.ts";
import type { KeptResults } from "./results-file.ts";
import { controlVerdictOf, runFault, type Verdict, verdictOf } from "./run-fault.ts";
import type { Platform } from "./shop/platform.ts";

/** What became of one fault. A part that was not wanted is null. */
export interface FaultRun {
  fault: Fault;
  /** Why it cannot happen on this platform; null where it can. */
  cannot: string | null;
  whole: Observation | null;
  control: Observation | null;
}

interface Step {
  fault: Fault;
  part: "whole" | "control";
}

export interface SuitesSetup {
  faults: readonly Fault[];
  platform: Platform;
  options: ChaosOptions;
  results: KeptResults;
  say(line: string): void;
  /** Aborts when the session is broken off: what a run comes to then is nobody's fault. */
  signal: AbortSignal;
  /** Seconds since the session began, those before it was cut off included. */
  seconds(): number;
}

/** Runs what is wanted and not known yet: first the product as it is, then the controls. */
export async function runSuites(setup: SuitesSetup): Promise<FaultRun[]> {
  const { faults, platform, options, results, say, signal, seconds } = setup;
  const wanted = wantedOf(faults, options);
  const steps = stepsOf(
    wanted.filter((fault) => cannotOn(fault, platform) === null),
    options,
  );
  const { seed, quick, soakMinutes } = options;
  const small = quick || platform.name !== FULL_SIZE;
  async function run(step: Step): Promise<void> {
    const name = nameOf(step);
    const progress = `[${steps.indexOf(step) + 1}/${steps.length}] ${step.fault.id}`;
    const known = results.observations.get(name);
    if (known !== undefined) return say(`${progress} ${step.part}: known from before (${wordFor(step, known)})`);
    const without = step.part === "control" ? step.fault.guard : options.without;
    say(`${progress} ${without === null ? step.fault.title : `without ${without}`} …`);
    const alongside = steps.filter(({ part }) => part === step.part).map(({ fault }) => fault.id);
    const from = seconds();
    const seen = await runStep(step, { seed, platform, without, quick, small, soakMinutes, alongside, say }, signal);
    results.keep(name, seen, seconds());
    say(`${progress} ${step.part}: ${wordFor(step, seen)} (${seconds() - from} s)${because(step, seen)}`);
  }
  const isAlone = ({ fault }: Step) => fault.alone === true || (!small && fault.suite !== "life");
  for (const step of steps.filter(isAlone)) await run(step);
  const rest = steps.filter((step) => !isAlone(step));
  await Promise.all(
    Array.from({ length: TOGETHER }, async () => {
      for (let step = rest.shift(); step !== undefined; step = rest.shift()) await run(step);
    }),
  );
  const seenAs = (fault: Fault, part: Step["part"]) => results.observations.get(nameOf({ fault, part })) ?? null;
  const tried = new Set(steps.map(({ fault }) => fault));
  return wanted
    .filter((fault) => tried.has(fault) || (cannotOn(fault, platform) !== null && !options.quick))
    .map((fault) => ({
      fault,
      cannot: cannotOn(fault, platform),
      whole: seenAs(fault, "whole"),
      control: seenAs(fault, "control"),
    }));
}

/** Small runs, and those of a shop's life, wait more than they work: so many are under way at a time. */
const TOGETHER = 2;

/** The engine is the same on each platform, and is tried here with as much as there is time for. */
const FULL_SIZE: Platform["name"] = "shopify";

function cannotOn({ cannot }: Fault, { name }: Platform): string | null {
  return cannot?.[name] ?? null;
}

/** What a missing guard lets happen is a matter of instants: a control that misses them is tried again. */
async function runStep(step: Step, context: RunContext, signal: AbortSignal): Promise<Observation> {
  for (let tries = 1; ; tries += 1) {
    const seen = await runFault(step.fault, { ...context, seed: context.seed + tries - 1 });
    signal.throwIfAborted();
    if (step.part === "whole" || controlVerdictOf(seen) === "broken" || tries === CONTROL_TRIES) return seen;
    context.say(`  nothing was seen of it (${seen.broken[0] ?? "all held"}): once more`);
  }
}

const CONTROL_TRIES = 3;

function wantedOf(faults: readonly Fault[], options: ChaosOptions): Fault[] {
  return faults.filter((fault) => (options.only === null ? isOfSuite(fault, options) : fault.id === options.only));
}

function stepsOf(wanted: readonly Fault[], { only, quick, without }: ChaosOptions): Step[] {
  const whole = quick && only === null ? wanted.filter((fault) => isQuick(fault, without)) : wanted;
  // A product that is broken on purpose needs no second one to be compared with.
  const control =
    without !== null ? [] : quick && only === null ? wanted.filter(({ id }) => QUICK_CONTROLS.includes(id)) : wanted;
  const step = (part: Step["part"]) => (fault: Fault) => ({ fault, part });
  return [...whole.map(step("whole")), ...control.map(step("control"))];
}

/** At full size the faults of shops and of life with them are run where they are asked for. */
function isOfSuite(fault: Fault, { suite, receiver }: ChaosOptions): boolean {
  if (suite !== null) return fault.suite === suite;
  return receiver !== FULL_SIZE || fault.suite !== "life";
}

/** The kills, which share one run; and where a guard is taken out, what is sure to show it. */
function isQuick({ id, suite, guard }: Fault, without: Guard | null): boolean {
  return suite === "kill" || (guard === without && [...QUICK_CONTROLS, "F32"].includes(id));
}

/** One for each figure of the report's controls; each takes seconds. */
const QUICK_CONTROLS: readonly string[] = ["F01", "F02", "F03", "F04"];

function nameOf({ fault, part }: Step): string {
  return `${fault.id} ${part}`;
}

function wordFor({ part }: Step, seen: Observation): Verdict {
  return part === "whole" ? verdictOf(seen) : controlVerdictOf(seen);
}

function because({ part }: Step, { broken }: Observation): string {
  const reasons = part === "whole" ? broken : broken.slice(0, 1);
  return reasons.map((reason) => `\n      ${reason}`).join("");
}
