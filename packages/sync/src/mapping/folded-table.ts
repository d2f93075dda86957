/** As people mean it: "Ja " is "ja". */
export function folded(written: string): string {
  return written.trim().toLowerCase();
}

/** A document stays the same for many orders. */
const tables = new WeakMap<object, ReadonlyMap<string, string>>();
const sets = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Of keys that are folded into one, the first counts. */
export function foldedTable(table: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const known = tables.get(table);
  if (known !== undefined) return known;
  const made = new Map(
    Object.entries(table)
      .reverse()
      .map(([key, value]) => [folded(key), value]),
  );
  tables.set(table, made);
  return made;
}

export function foldedSet(values: readonly string[]): ReadonlySet<string> {
  const known = sets.get(values);
  if (known !== undefined) return known;
  const made = new Set(values.map(folded));
  sets.set(values, made);
  return made;
}
