export interface Span {
  start: number;
  end: number;
}

const TOKEN = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/**
 * Where the values of an object's own members stand in its text, by name; of a name that comes twice the last. The text
 * must be valid JSON. Lets a member be cut out or written over without touching a digit of the rest.
 */
export function scanMembers(text: string): Map<string, Span> {
  const members = new Map<string, Span>();
  let depth = 0;
  let key: string | null = null;
  let start = -1;
  let end = -1;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (depth === 0) {
      if (token !== "{") return members;
      depth = 1;
    } else if (depth === 1 && key === null && token.startsWith('"')) {
      key = String(JSON.parse(token));
    } else if (depth === 1 && start < 0 && token === ":") {
      // The value comes next.
    } else if (depth === 1 && (token === "," || token === "}")) {
      if (key !== null && start >= 0) members.set(key, { start, end });
      if (token === "}") return members;
      key = null;
      start = -1;
    } else {
      if (start < 0) start = index;
      if (token === "{" || token === "[") depth += 1;
      if (token === "}" || token === "]") depth -= 1;
      end = index + token.length;
    }
  }
  return members;
}

/** The text with the named members' values written over; names that are not there are passed over. */
export function replaceMembers(text: string, values: ReadonlyMap<string, string>): string {
  const spans = [...scanMembers(text)].flatMap(([name, span]) => {
    const value = values.get(name);
    return value === undefined ? [] : [{ ...span, value }];
  });
  return spans
    .sort((a, b) => b.start - a.start)
    .reduce((rest, { start, end, value }) => rest.slice(0, start) + value + rest.slice(end), text);
}
