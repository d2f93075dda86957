import type { Rule } from "@karla/sync/mapping";

/** What may not be empty, by its name in a rule. */
const NEEDED = new Set(["name", "namespace", "key", "text", "find", "by", "pattern"]);
/** Questions about a value that compare it with a text. */
const COMPARING = new Set(["contains", "starts_with", "ends_with", "greater", "less"]);

/**
 * Places of a rule that are still to be filled in, as paths from the rule on: with them it is unfinished, and cannot be looked
 * at or saved. A custom property without a name is not among them; that is a finding of its own.
 */
export function gapsOfRule({ source, transforms }: Rule): string[] {
  return [...gapsIn(source, "source"), ...gapsIn(transforms, "transforms")];
}

function gapsIn(value: unknown, path: string): string[] {
  if (typeof value !== "object" || value === null) return [];
  const of = Object.entries(value);
  const own = of.filter(([key, inner]) => inner === "" && (NEEDED.has(key) || (key === "value" && isComparing(value))));
  const empty = "is" in value && "values" in value && Array.isArray(value.values) && value.values.length === 0;
  return [
    ...own.map(([key]) => `${path}.${key}`),
    ...(empty ? [`${path}.values`] : []),
    // What a table is from and to is the merchant's, and may be empty.
    ...of.flatMap(([key, inner]) => (key === "table" ? [] : gapsIn(inner, `${path}.${key}`))),
  ];
}

function isComparing(value: object): boolean {
  return "is" in value && COMPARING.has(String(value.is));
}
