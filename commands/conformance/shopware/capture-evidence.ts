import type { CoreOrder } from "../../proof/core-order.ts";
import type { Fields } from "../read-body.ts";
import type { CapturedCase, CapturedStep } from "./read-capture.ts";

/** What was seen of a step, when all that it brought about was over. */
export interface StepEvidence {
  case: CapturedCase;
  step: CapturedStep;
  /** It sent nothing that the app listens to. */
  silent: boolean;
  /** Answers to its requests; 0 where there was none. */
  answers: readonly number[];
  /** Whether the shop was asked for the order after the step. */
  read: boolean;
  held: CoreOrder | undefined;
  /** All upserts of the order until then, oldest first. */
  told: readonly Fields[];
}

export interface CaptureEvidence {
  steps: readonly StepEvidence[];
  /** Events that were stored, and those that had to be: acknowledged webhooks and orders that the shop gave. */
  stored: number;
  due: number;
  settled: boolean;
}
