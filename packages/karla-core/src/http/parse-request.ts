import type { Context } from "hono";
import type { z } from "zod";
import type { CoreContext } from "./core-context.ts";
import { type ErrorKey, errorAnswer, type FieldError, unparsableAnswer } from "./error-answer.ts";

export type Parsed<T> = { outcome: "parsed"; value: T } | { outcome: "refused"; answer: Response };

/** The body as `schema` describes it; a key the schema does not name is refused like any other mistake. */
export function parseBody<S extends z.ZodType>(c: Context<CoreContext>, schema: S): Parsed<z.output<S>> {
  let json: unknown;
  try {
    json = JSON.parse(c.var.bodyText);
  } catch (error) {
    const position = /position (\d+)/.exec(error instanceof Error ? error.message : "");
    return { outcome: "refused", answer: unparsableAnswer("JSON decode error", Number(position?.[1] ?? 0)) };
  }
  return check("body", json, schema);
}

/** The query as `schema` describes it. A parameter given twice or unknown is refused. */
export function parseQuery<S extends z.ZodType>(c: Context<CoreContext>, schema: S): Parsed<z.output<S>> {
  const query = new Map<string, string | string[]>();
  for (const [name, values] of Object.entries(c.req.queries()))
    query.set(name, values.length === 1 ? values.join() : values);
  return check("query", Object.fromEntries(query), schema);
}

function check<S extends z.ZodType>(where: string, value: unknown, schema: S): Parsed<z.output<S>> {
  const result = schema.safeParse(value);
  if (result.success) return { outcome: "parsed", value: result.data };
  const errors = result.error.issues.flatMap((issue) => fieldErrors(where, issue));
  return {
    outcome: "refused",
    answer: errorAnswer(422, { message: `The ${where} failed validation`, key: keyOf(errors), errors }),
  };
}

function fieldErrors(where: string, issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.map((part) => (typeof part === "number" ? part : String(part)));
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((field) => ({
      loc: [where, ...path, field],
      msg: "extra fields not permitted",
      field,
      type: "extra_forbidden",
    }));
  }
  const field = path.findLast((part) => typeof part === "string") ?? null;
  return [
    { loc: [where, ...path], msg: issue.message, field: typeof field === "string" ? field : null, type: issue.code },
  ];
}

/** The documented keys of 422; other mistakes have none. */
function keyOf(errors: readonly FieldError[]): ErrorKey | null {
  for (const { field, type } of errors) {
    if (type === "extra_forbidden") continue;
    if (field === "zip_code") return "zip_code_invalid";
    if (field === "carrier_reference") return "carrier_reference_invalid";
  }
  return null;
}
