/**
 * Text as a PostgreSQL column can hold it: NUL and lone surrogates, which JSON allows and PostgreSQL refuses, become
 * U+FFFD. Documents keep what came; this is for the columns that are searched, and for what they are searched with.
 */
export function columnText(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\uFFFD");
}

export function columnTextOrNull(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : columnText(text);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a path or body value can be compared with a uuid column at all. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
