/** Values of a log line. Never a header, a body, a query string, or the text of an error: any of them may hold personal data. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Constant message, variable fields. */
export interface Log {
  debug(message: string, fields: LogFields): void;
  info(message: string, fields: LogFields): void;
  warn(message: string, fields: LogFields): void;
}

/** What a log line may say of an unknown error: its class and its code (`ECONNREFUSED`, an SQLSTATE). */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return { error: error.name, code };
}
