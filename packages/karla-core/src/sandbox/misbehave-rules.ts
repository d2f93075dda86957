import { z } from "zod";
import type { Misbehave, Misbehaviour } from "./misbehave.ts";

const rule = z
  .strictObject({
    method: z.string().optional(),
    /** Exact, or with `*` at its end everything that starts so. */
    path: z.string().optional(),
    kind: z.enum(["status", "hang", "cut_after_applying", "invalid_json"]),
    status: z.int().min(400).max(599).optional(),
    retryAfter: z.union([z.string().max(200), z.number().transform(String)]).optional(),
    times: z.int().min(1),
  })
  .refine(({ kind, status }) => kind !== "status" || status !== undefined, { path: ["status"], message: "needed" });

/** Body of `PUT /_sandbox/misbehave`. */
export const misbehaveRules = z.strictObject({ rules: z.array(rule) });
export type MisbehaveRule = z.output<typeof rule>;

/** Rules that each strike `times` times, the first that fits wins. */
export function createMisbehaveRules(): { misbehave: Misbehave; set(rules: readonly MisbehaveRule[]): void } {
  let rules: (MisbehaveRule & { left: number })[] = [];
  return {
    set(next) {
      rules = next.map((each) => ({ ...each, left: each.times }));
    },
    misbehave({ method, path }) {
      const found = rules.find(
        (each) =>
          each.left > 0 && (each.method === undefined || each.method.toUpperCase() === method) && fits(each.path, path),
      );
      if (!found) return null;
      found.left -= 1;
      return toMisbehaviour(found);
    },
  };
}

function fits(pattern: string | undefined, path: string): boolean {
  if (pattern === undefined) return true;
  return pattern.endsWith("*") ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}

function toMisbehaviour({ kind, status = 500, retryAfter }: MisbehaveRule): Misbehaviour {
  return kind === "status" ? { kind, status, retryAfter } : { kind };
}
