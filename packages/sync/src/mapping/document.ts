import { z } from "zod";
import { MAX_NAME, MAX_RULES, MAX_STEPS } from "./limits.ts";
import { Source } from "./sources.ts";
import { Transform } from "./transforms.ts";

/** Grows when a document of before would mean something else. A newer one than this is refused, never read in part. */
export const SCHEMA_VERSION = 1;

/**
 * Where a value goes: a path of `@karla/api/targets`, the wire's own names. `name` for a custom property, and for it
 * alone.
 */
export const Target = z.strictObject({
  path: z.string().min(1).max(MAX_NAME),
  name: z.string().min(1).max(MAX_NAME).optional(),
});
export type Target = z.infer<typeof Target>;

export const Rule = z.strictObject({
  /** Names the rule in results and differences, through all versions. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  /** What the merchant calls it. */
  label: z.string().max(MAX_NAME),
  enabled: z.boolean(),
  source: Source,
  transforms: z.array(Transform).max(MAX_STEPS),
  target: Target,
});
export type Rule = z.infer<typeof Rule>;

/** What a merchant decided to send of an order beyond what is sent anyway. The rules run in their order. */
export const MappingDocument = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  rules: z.array(Rule).max(MAX_RULES),
});
export type MappingDocument = z.infer<typeof MappingDocument>;

export const EMPTY_MAPPING: MappingDocument = { schemaVersion: SCHEMA_VERSION, rules: [] };
