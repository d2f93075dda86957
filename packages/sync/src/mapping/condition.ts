import { z } from "zod";
import { MAX_CHECKS, MAX_NAME, MAX_PATTERN, MAX_TABLE } from "./limits.ts";
import { Literal, Source } from "./sources.ts";

/**
 * One question about a value. Texts are compared without regard to case and surrounding space, because customers and
 * shops write them as they like; `matches` is exact. `greater` and `less` compare numbers, amounts and instants.
 * Of a list it is enough that one item passes; `empty` and `not_empty` look at the list itself.
 */
export const Test = z.discriminatedUnion("is", [
  z.strictObject({ is: z.literal("empty") }),
  z.strictObject({ is: z.literal("not_empty") }),
  z.strictObject({ is: z.literal("equals"), value: Literal }),
  z.strictObject({ is: z.literal("not_equals"), value: Literal }),
  z.strictObject({ is: z.literal("contains"), value: z.string().min(1).max(MAX_NAME) }),
  z.strictObject({ is: z.literal("starts_with"), value: z.string().min(1).max(MAX_NAME) }),
  z.strictObject({ is: z.literal("ends_with"), value: z.string().min(1).max(MAX_NAME) }),
  z.strictObject({ is: z.literal("one_of"), values: z.array(z.string().max(MAX_NAME)).min(1).max(MAX_TABLE) }),
  z.strictObject({ is: z.literal("greater"), value: z.string().min(1).max(MAX_NAME) }),
  z.strictObject({ is: z.literal("less"), value: z.string().min(1).max(MAX_NAME) }),
  z.strictObject({ is: z.literal("matches"), pattern: z.string().min(1).max(MAX_PATTERN) }),
]);
export type Test = z.infer<typeof Test>;

/** A question about any source, or about the value of the rule itself as it is at that step. */
export const Check = z.strictObject({
  source: z.union([z.strictObject({ from: z.literal("value") }), Source]),
  test: Test,
});
export type Check = z.infer<typeof Check>;

export const Condition = z.strictObject({
  match: z.enum(["all", "any"]),
  checks: z.array(Check).min(1).max(MAX_CHECKS),
});
export type Condition = z.infer<typeof Condition>;
