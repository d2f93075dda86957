/** `code` of an error of Node ("ENOENT") or PostgreSQL ("57P03"); null when it has none. */
export function errorCode(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}
