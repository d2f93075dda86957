/** One field that is not as the books call for it. */
export interface Difference {
  field: string;
  expected: string;
  actual: string;
}

/** The difference of one field, or none. Missing, null and empty text in the core are the same thing: not there. */
export function differing(
  field: string,
  expected: string | null,
  actual: string | null | undefined,
  same: (expected: string | null, actual: string | null) => boolean,
): Difference[] {
  const held = actual === undefined || actual === "" ? null : actual;
  return same(expected, held) ? [] : [{ field, expected: expected ?? "(none)", actual: held ?? "(none)" }];
}

export function sameText(expected: string | null, actual: string | null): boolean {
  return expected === actual;
}

/** The same instant, however its offset is written. */
export function sameInstant(expected: string | null, actual: string | null): boolean {
  return expected !== null && actual !== null && Date.parse(expected) === Date.parse(actual);
}

/** Same items in the same order. */
export function sameList(field: string, expected: readonly string[], actual: readonly string[]): Difference[] {
  const same = expected.length === actual.length && expected.every((item, index) => item === actual[index]);
  return same ? [] : [{ field, expected: `[${expected.join(",")}]`, actual: `[${actual.join(",")}]` }];
}
