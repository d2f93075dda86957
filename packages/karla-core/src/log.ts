/** A constant message and variable fields, in pino's call shape: no bodies, no credentials, no query strings. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** One JSON object a line, given to `write`. */
export function createJsonLog(write: (line: string) => void): Log {
  const line = (level: string) => (fields: object, msg: string) =>
    write(`${JSON.stringify({ level, time: new Date().toISOString(), msg, ...fields })}\n`);
  return { info: line("info"), warn: line("warn"), error: line("error") };
}
