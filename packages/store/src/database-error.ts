export const DATABASE_ERROR_CODES = [
  /** The data folder cannot be used as it is: somebody has to act. */
  "data_folder_unusable",
  /** The embedded server did not come up. */
  "server_does_not_start",
  /** Nothing answers, or answers with a refusal, where the URL points. */
  "server_unreachable",
  /** The server's settings would lose acknowledged events in a power cut. */
  "server_not_durable",
  /** Schema and build do not belong together. */
  "migrations_differ",
] as const;
export type DatabaseErrorCode = (typeof DATABASE_ERROR_CODES)[number];

/** Says what is wrong and what to do, in words for the person who starts the program. Never holds a password. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  readonly code: DatabaseErrorCode;
  /** Whether the same call may succeed later without anybody changing anything. */
  readonly retry: boolean;

  constructor(code: DatabaseErrorCode, message: string, options: { retry?: boolean; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.retry = options.retry ?? false;
  }
}
