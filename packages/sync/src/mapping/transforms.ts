import { z } from "zod";
import { Condition, Test } from "./condition.ts";
import { MAX_ITEMS, MAX_NAME, MAX_PATTERN, MAX_STEPS, MAX_TABLE, MAX_WRITTEN } from "./limits.ts";
import { Literal, Source } from "./sources.ts";

const Written = z.string().max(MAX_WRITTEN);

/** What a date is shown as. A closed list: each reads the same on every machine and in both languages. */
export const DATE_SHOWN = ["date", "date_de", "date_us", "time", "date_time", "iso"] as const;
/** How a text with a date is read. `unix` is in seconds. */
export const DATE_READ = ["iso", "d.m.y", "m/d/y", "unix"] as const;

/** Steps over one value. Nothing in, nothing out: only `default` and `condition` make something of nothing. */
const ScalarTransform = z.discriminatedUnion("do", [
  /** The value where there is none, or an empty text. */
  z.strictObject({ do: z.literal("default"), value: Literal }),
  /** Keys are compared without regard to case and surrounding space. */
  z.strictObject({
    do: z.literal("lookup"),
    table: z
      .record(z.string().max(MAX_NAME), Written)
      .refine((table) => Object.keys(table).length <= MAX_TABLE, "too_many_entries"),
    otherwise: z.enum(["keep", "empty", "issue"]),
  }),
  z.strictObject({ do: z.literal("case"), to: z.enum(["upper", "lower", "title", "sentence"]) }),
  z.strictObject({ do: z.literal("trim") }),
  z.strictObject({ do: z.literal("replace"), find: Written.min(1), with: Written }),
  z.strictObject({
    do: z.literal("concat"),
    with: Source,
    place: z.enum(["before", "after"]),
    between: z.string().max(MAX_NAME),
  }),
  /** A text or an amount becomes a number. `decimalMark` says how a text writes it; `decimals` rounds half away from zero. */
  z.strictObject({
    do: z.literal("number"),
    decimalMark: z.enum([".", ","]).default("."),
    decimals: z.int().min(0).max(6).nullable().default(null),
  }),
  /** A number becomes an amount; `order` is the order's own currency. */
  z.strictObject({ do: z.literal("money"), currency: z.union([z.literal("order"), z.string().regex(/^[A-Z]{3}$/)]) }),
  /** An instant, or a text that holds one, becomes a text. A date without a zone is one in `zone`. */
  z.strictObject({
    do: z.literal("date"),
    read: z.enum(DATE_READ).default("iso"),
    zone: z.string().max(64),
    show: z.enum(DATE_SHOWN),
  }),
  /** "Größe XL" becomes "groesse-xl". */
  z.strictObject({ do: z.literal("slug") }),
  /** SHA-256 of salt and value, in hexadecimal: to recognise a value without knowing it. */
  z.strictObject({ do: z.literal("hash"), salt: z.string().max(MAX_NAME).default("") }),
  /** RE2 syntax. `take` is the match or one of its groups; `with` replaces every match, `$1` is a group. */
  z.strictObject({
    do: z.literal("regex"),
    pattern: z.string().min(1).max(MAX_PATTERN),
    take: z.union([z.literal("match"), z.int().min(1).max(9)]),
  }),
  z.strictObject({ do: z.literal("regex_replace"), pattern: z.string().min(1).max(MAX_PATTERN), with: Written }),
]);
export type ScalarTransform = z.infer<typeof ScalarTransform>;

const Outcome = z.discriminatedUnion("use", [
  z.strictObject({ use: z.literal("value") }),
  z.strictObject({ use: z.literal("nothing") }),
  z.strictObject({ use: z.literal("literal"), value: Literal }),
]);
export type Outcome = z.infer<typeof Outcome>;

export const Transform = z.discriminatedUnion("do", [
  ...ScalarTransform.options,
  /** Empty pieces are left out, each piece is trimmed. */
  z.strictObject({ do: z.literal("split"), by: z.string().min(1).max(MAX_NAME) }),
  z.strictObject({ do: z.literal("join"), with: z.string().max(MAX_NAME) }),
  z.strictObject({ do: z.literal("pick"), which: z.enum(["first", "last"]) }),
  /** Counted from 1. */
  z.strictObject({ do: z.literal("pick_nth"), nth: z.int().min(1).max(MAX_ITEMS) }),
  z.strictObject({ do: z.literal("filter"), test: Test }),
  /** The steps over each item. What becomes nothing is left out. */
  z.strictObject({ do: z.literal("each"), transforms: z.array(ScalarTransform).min(1).max(MAX_STEPS) }),
  z.strictObject({ do: z.literal("condition"), if: Condition, yes: Outcome, no: Outcome }),
]);
export type Transform = z.infer<typeof Transform>;
