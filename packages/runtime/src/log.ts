import { type DestinationStream, type Logger, type LoggerOptions, pino } from "pino";

/** Names of fields that are never written, whoever passes them. */
const REDACTED = [
  "authorization",
  "cookie",
  "token",
  "secret",
  "key",
  "password",
  "body",
  "headers",
  "email",
  "phone",
  "address",
  "url.token",
];

/** JSON lines to `output`: a constant message and variable fields. The only logger of the app. */
export function createLog(level: string, process: string, output: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: { process },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: REDACTED.flatMap((name) => [name, `*.${name}`]), censor: "[redacted]" },
    // An error's text may quote what it choked on: its class and code are enough here, the stack tells where.
    serializers: {
      err: (error: Error) => ({ name: error.name, stack: error.stack?.split("\n").slice(1, 6).join("\n") }),
    },
  };
  return pino(options, output);
}
