import type { Lab } from "../lab.ts";
import { toldLate } from "./told-late.ts";
import type { Answer } from "./try-each.ts";

/** What a sender must not see of a receiver that cannot store anything, in sentences; empty where every answer was as it should be. */
export function refusalsOf(lab: Lab, what: string, answers: readonly Answer[]): string[] {
  const count = (isWrong: (answer: Answer) => boolean) => answers.filter(isWrong).length;
  const wrong = {
    "were answered 2xx": count(({ status }) => status !== null && status < 300),
    "were not answered at all": count(({ status }) => status === null),
    "were answered neither 2xx nor 503": count(({ status }) => status !== null && status >= 300 && status !== 503),
    "were answered 503 without Retry-After": count(({ status, saysWhen }) => status === 503 && !saysWhen),
  };
  return [
    ...Object.entries(wrong).flatMap(([how, times]) =>
      times === 0 ? [] : [`${what}: ${times} of ${answers.length} messages ${how}`],
    ),
    ...toldLate(lab, answers).map((why) => `${what}: ${why}`),
  ];
}
