import type { IssueCode } from "./issue.ts";
import { MAX_ITEMS, MAX_TEXT } from "./limits.ts";
import { type Maybe, sizeOf, type Value } from "./value.ts";

/** What a source or a transform came to. `at` is where in it, below its own place; usually nowhere. */
export type Step<V extends Value = Value> =
  | { value: Maybe<V> }
  | { issue: { code: IssueCode; value: string | null; at?: string } };

export const nothing: Step<never> = { value: null };

const SHOWN = 80;

export function issue(code: IssueCode, value: string | null = null): Step<never> {
  return { issue: { code, value: value !== null && value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value } };
}

/** A value within its bounds, or the issue that it is not. */
export function within<V extends Value>(value: V): Step<V> {
  if (value.type === "list" && value.items.length > MAX_ITEMS) return issue("too_many_items");
  return sizeOf(value) > MAX_TEXT ? issue("too_long") : { value };
}
