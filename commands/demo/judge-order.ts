import type { BookEntry } from "@karla/sandbox/fill-books";
import { compareOrder } from "../proof/compare-order.ts";
import type { CoreOrder } from "../proof/core-order.ts";
import type { Difference } from "../proof/difference.ts";
import type { BookedSkip, Expectation, ExpectedOrder } from "../proof/expected.ts";
import { type Expecting, expectedOrder } from "../proof/expected-order.ts";

export type OrderVerdict =
  /** Held as the books call for it when `differences` is empty. */
  | { verdict: "delivered"; expected: ExpectedOrder; differences: readonly Difference[] }
  | { verdict: "lost"; expected: ExpectedOrder }
  /** Rightly not sent. `differences` where the core holds what it must not hold. */
  | { verdict: "skipped"; reason: BookedSkip; differences: readonly Difference[] };

/** One order of the books against what the core holds of it. */
export function judgeOrder(
  { order, history }: BookEntry,
  held: CoreOrder | undefined,
  expecting: Expecting = {},
): OrderVerdict {
  return judgeHeld(expectedOrder(order, history, expecting), held);
}

/** What the books call for against what the core holds. */
export function judgeHeld(expectation: Expectation, held: CoreOrder | undefined): OrderVerdict {
  if (expectation.outcome === "held") {
    const expected = expectation.order;
    if (held === undefined) return { verdict: "lost", expected };
    return { verdict: "delivered", expected, differences: compareOrder(expected, held) };
  }
  const { reason, mayHold } = expectation;
  if (held === undefined) return { verdict: "skipped", reason, differences: [] };
  if (mayHold.length === 0) {
    const stray: Difference = { field: "order", expected: `not in the core (${reason})`, actual: "in the core" };
    return { verdict: "skipped", reason, differences: [stray] };
  }
  const [closest = []] = mayHold
    .map((version) => compareOrder(version, held))
    .sort((left, right) => left.length - right.length);
  return { verdict: "skipped", reason, differences: closest };
}
