import { RE2JS } from "re2js";
import { costOf } from "./budget.ts";

/**
 * A regular expression that takes time in proportion to the text, whatever the pattern: RE2 has no backtracking, hence no
 * back-references. Merchants' patterns never run on V8's own engine.
 */
export interface LinearRegex {
  groups: number;
  /** Operations for a text of so many characters: a pattern of many instructions takes longer for each. */
  costOf(characters: number): number;
  test(said: string): boolean;
  /** The first match or its group; null where it does not match or the group took no part. */
  take(said: string, what: "match" | number): string | null;
  /** Every match replaced; undefined where more than `max` characters would come of it. */
  replace(said: string, replacement: string, max: number): string | undefined;
}

/** Characters times instructions that one operation covers. */
const WORK_PER_OP = 512;
/** `(a{100}){10}` is short to write. */
const MAX_INSTRUCTIONS = 2_000;
const MAX_KEPT = 500;
const compiled = new Map<string, LinearRegex | null>();

/** Null for a pattern that RE2 does not take, or that is too large once written out. */
export function linearRegex(pattern: string): LinearRegex | null {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const made = compile(pattern);
  if (compiled.size >= MAX_KEPT) compiled.clear();
  compiled.set(pattern, made);
  return made;
}

function compile(pattern: string): LinearRegex | null {
  let regex: RE2JS;
  try {
    regex = RE2JS.compile(pattern);
  } catch {
    return null;
  }
  const instructions = regex.programSize();
  if (instructions > MAX_INSTRUCTIONS) return null;
  const groups = regex.groupCount();
  return {
    groups,
    costOf: (characters) => costOf(characters * instructions, WORK_PER_OP),
    test: (said) => regex.test(said),
    take(said, what) {
      if (what !== "match" && what > groups) return null;
      const matcher = regex.matcher(said);
      return matcher.find() ? matcher.group(what === "match" ? 0 : what) : null;
    },
    replace(said, replacement, max) {
      const matcher = regex.matcher(said);
      let [made, from] = ["", 0];
      while (matcher.find()) {
        made +=
          said.slice(from, matcher.start()) +
          written(replacement, (group) => (group <= groups ? (matcher.group(group) ?? "") : ""));
        from = matcher.end();
        if (made.length > max) return undefined;
      }
      made += said.slice(from);
      return made.length > max ? undefined : made;
    },
  };
}

/** `$1` is a group, `$$` a dollar. */
function written(replacement: string, group: (n: number) => string): string {
  return replacement.replace(/\$(\$|\d)/g, (_, what: string) => (what === "$" ? "$" : group(Number(what))));
}
