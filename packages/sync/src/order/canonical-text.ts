import { compareText } from "./compare-text.ts";

/** JSON with the keys of every object sorted: equal values have equal text, whatever order their keys were written in. */
export function canonicalText(value: unknown): string {
  return JSON.stringify(value, sortKeys);
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => compareText(a, b)));
}
