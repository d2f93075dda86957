import { judgeRequests } from "../judge-requests.ts";
import type { RecordedRequest } from "../recording-proxy.ts";
import type { Violation } from "../violation.ts";
import type { CaptureEvidence, StepEvidence } from "./capture-evidence.ts";
import { compareHeld } from "./compare-held.ts";
import { type Compared, together, wrong } from "./compared.ts";
import { type ExpectedState, NOTHING_TOLD, stateAfter } from "./expected-state.ts";
import { lost } from "./lost.ts";
import type { PluginDefect } from "./plugin-defects.ts";

export interface JudgedStep {
  case: string;
  step: string;
  /** The core holds what it should. */
  accepted: boolean;
  /** It could only be found by asking the shop, and was. */
  foundByPoll: boolean;
  deviations: readonly PluginDefect[];
}

export interface CaptureVerdict {
  cases: number;
  steps: readonly JudgedStep[];
  violations: readonly Violation[];
}

/** Everything that the run shows, but for the logs. */
export function judgeCapture(
  { steps, stored, due, settled }: CaptureEvidence,
  requests: readonly RecordedRequest[],
): CaptureVerdict {
  const states = new Map<string, ExpectedState>();
  const shown = new Map<string, string>();
  const judged = steps.map((evidence) => {
    const { case: of, step } = evidence;
    const order = JSON.stringify(step.order?.fields ?? null);
    const changed = shown.get(of.name) !== order;
    shown.set(of.name, order);
    const { state, defects } = stateAfter(states.get(of.name) ?? NOTHING_TOLD, step);
    states.set(of.name, state);
    const compared = judgeStep(evidence, state, changed);
    return { evidence, compared, deviations: [...new Set([...defects, ...compared.deviations])] };
  });
  return {
    cases: new Set(steps.map(({ case: { name } }) => name)).size,
    steps: judged.map(({ evidence: { case: of, step, read, silent }, compared, deviations }) => {
      const accepted = compared.findings.length === 0;
      const foundByPoll = accepted && read && silent && step.order !== null;
      return { case: of.name, step: step.name, accepted, foundByPoll, deviations };
    }),
    violations: [
      ...judged.flatMap(({ evidence: { case: of, step }, compared: { findings } }) =>
        findings.map((finding) => ({ file: `${of.name}/${step.name}`, ...finding })),
      ),
      ...judgeRequests("*", requests),
      ...lost({ stored, due }),
      ...(settled ? [] : [{ file: "*", rule: "unsettled", detail: "work was left when nothing moved any more" }]),
    ],
  };
}

/** A change that leaves no date is found neither by a comparison nor by anything else; whether it had to be, the core's state says. */
function judgeStep(
  { step, silent, answers, read, held, told }: StepEvidence,
  expected: ExpectedState,
  changed: boolean,
): Compared {
  const refused = answers.filter((status) => status < 200 || status > 299);
  return together([
    ...(refused.length === 0 ? [] : [wrong("accepted", `answered ${[...new Set(refused)].join(", ")} instead of 2xx`)]),
    ...(read || silent || !changed ? [] : [wrong("unread", "the shop was not asked for the order after this step")]),
    compareHeld(expected, { order: held, told }, step.order?.fields ?? null),
  ]);
}
