const EXAMPLES = 3;
/** A value that so many orders have is nobody's own. */
const SHARED_BY = 3;
const SHOWN_WHOLE = 40;
const SHOWN_OF_MASKED = 2;

/**
 * Examples to recognise a field by, most frequent first. What several orders have is shown as it is, and needed so: "ja" goes
 * into a table. What only one or two have may be a name or an address, and shows how it begins and how long it is.
 */
export function maskedExamples(values: ReadonlyMap<string, number>): string[] {
  return [...values]
    .filter(([value]) => value.trim() !== "")
    .sort(([, a], [, b]) => b - a)
    .slice(0, EXAMPLES)
    .map(([value, orders]) => (orders >= SHARED_BY && value.length <= SHOWN_WHOLE ? value : masked(value)));
}

function masked(value: string): string {
  const characters = [...value];
  const shown = characters.slice(0, Math.min(SHOWN_OF_MASKED, Math.floor(characters.length / 3))).join("");
  return `${shown}… (${characters.length})`;
}
