import { z } from "zod";

/** Tolerant fields: what is not as expected is read as if it were not there, so that one odd value costs no page. */
const MAX_TEXT = 2_000;

/** Optional, because a key that is missing is as good as null. */
export const anything = z.unknown().optional();

/** Text without what cannot be seen or turns the reading direction around; null where nothing is left. */
export const text = anything
  .transform((value) => (typeof value === "string" ? visible(value) : null))
  .transform((value) => (value === "" ? null : value));

/** Ids and numbers may come as either. */
export const textOrNumber = anything
  .transform((value) => (typeof value === "number" && Number.isFinite(value) ? String(value) : value))
  .pipe(text);

/** A number, or the digits of one. */
export const number = anything.transform((value) => {
  const given = typeof value === "string" && /^-?\d{1,15}(\.\d{1,15})?$/.test(value) ? Number(value) : value;
  return typeof given === "number" && Number.isFinite(given) ? given : null;
});

/** One of these in either case; null for any other. */
export function oneOf<const T extends string>(known: readonly T[]) {
  return anything.transform((value) =>
    typeof value === "string" ? (known.find((each) => each === value.toLowerCase()) ?? null) : null,
  );
}

/** The items that can be read; the others are left out. No list is an empty one. */
export function listOf<T extends z.ZodType>(item: T) {
  return anything.transform((value): z.output<T>[] =>
    (Array.isArray(value) ? value : []).slice(0, MAX_ITEMS).flatMap((each: unknown) => {
      const read = item.safeParse(each);
      return read.success ? [read.data] : [];
    }),
  );
}

/** What can be read as `item`, else null. */
export function perhaps<T extends z.ZodType>(item: T) {
  return anything.transform((value): z.output<T> | null => {
    const read = item.safeParse(value);
    return read.success ? read.data : null;
  });
}

/** More of anything than a page can show; what comes after is not read. */
const MAX_ITEMS = 1_000;

function visible(value: string): string {
  return value
    .slice(0, MAX_TEXT)
    .toWellFormed()
    .replaceAll(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, (found) => (/[\n\t]/.test(found) ? " " : ""))
    .trim();
}
