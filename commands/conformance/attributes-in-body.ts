import { readNumbersAsText } from "../proof/read-numbers-as-text.ts";
import { fieldsOf, listOf, textOf } from "./read-body.ts";

/**
 * `note_attributes` as the core is to be told of them: values as text, of a name that comes twice the last, none without
 * a name. Seen in bodies: a list of pairs, one pair alone, an object of names.
 */
export function attributesIn(field: unknown): Map<string, string> {
  const single = fieldsOf(field);
  const pairs = single === null ? listOf(field) : "name" in single && "value" in single ? [single] : pairsOf(single);
  return new Map(
    pairs.flatMap((pair): [string, string][] => {
      const { name, value } = fieldsOf(pair) ?? {};
      const clean = textOf(name);
      return clean === null ? [] : [[clean, valueText(value)]];
    }),
  );
}

function pairsOf(object: Readonly<Record<string, unknown>>): unknown[] {
  return Object.entries(object).map(([name, value]) => ({ name, value }));
}

/** An attribute's value as told, comparable with one of `attributesIn`: numbers in a list or object are text in both. */
export function comparableValue(told: unknown): unknown {
  if (typeof told !== "string" || !/^[[{]/.test(told)) return told;
  try {
    return JSON.stringify(readNumbersAsText(told));
  } catch {
    return told;
  }
}

function valueText(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value.replaceAll("\u0000", "").toWellFormed();
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** The `ref` in the query of a landing site, which is a path or a whole URL. */
export function landingRefIn(site: string | null): string | null {
  const [, query = ""] = /^[^#?]*\?([^#]*)/.exec(site ?? "") ?? [];
  return textOf(new URLSearchParams(query).get("ref"));
}
