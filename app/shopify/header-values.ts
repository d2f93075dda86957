/** Each value of a header as sent. `IncomingHttpHeaders` joins them, or keeps the first, and so hides that there are two. */
export function headerValues(rawHeaders: readonly string[], name: string): string[] {
  const values: string[] = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    if (rawHeaders[i]?.length === name.length && rawHeaders[i]?.toLowerCase() === name) {
      values.push(withoutOuterSpace(rawHeaders[i + 1] ?? ""));
    }
  }
  return values;
}

/** Spaces and tabs around a header's value are no part of it (RFC 9110, 5.5). Not by a regex, whose time could be made quadratic. */
export function withoutOuterSpace(value: string): string {
  let start = 0;
  let end = value.length;
  while (start < end && isSpace(value[start])) start++;
  while (end > start && isSpace(value[end - 1])) end--;
  return value.slice(start, end);
}

function isSpace(character: string | undefined): boolean {
  return character === " " || character === "\t";
}
