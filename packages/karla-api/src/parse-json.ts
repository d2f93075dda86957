export type ParsedJson = { outcome: "value"; value: unknown } | { outcome: "not_json" };

/** `JSON.parse` where every number arrives as its source digits, so that neither an id nor an amount loses one. */
export function parseJson(text: string): ParsedJson {
  try {
    return { outcome: "value", value: JSON.parse(text, asDigits) };
  } catch {
    return { outcome: "not_json" };
  }
}

/** The third argument is newer than TypeScript's library: the literal as written, for primitives (Node 21+). */
function asDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === "number" ? (context?.source ?? String(value)) : value;
}
