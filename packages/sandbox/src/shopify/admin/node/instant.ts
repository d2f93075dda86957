/** An instant as the Admin API prints it: whole seconds in UTC, "2026-11-20T13:03:09Z". */
export function utcText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

export function utcTextOrNull(at: number | null): string | null {
  return at === null ? null : utcText(at);
}
