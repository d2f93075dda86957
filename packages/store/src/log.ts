/** What this package needs of a logger: pino's call shape, nothing personal in the fields. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}
