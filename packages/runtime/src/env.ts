import type { KeptFor } from "@karla/sync/retention";
import { z } from "zod";

/** Of a variable: a whole number, and a list with commas between. */
const integer = z
  .string()
  .regex(/^-?\d{1,15}$/)
  .transform(Number);
export const list = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== ""),
  );

/** Ways to break the pipeline on purpose, for `npm run demo -- --sabotage NAME`: the proof must notice each. */
export const SABOTAGES = [
  "drop-tracking",
  "round-money",
  "drop-note-attributes",
  "drop-mapping",
  "ack-only",
  "drop-event",
  "double-effect",
] as const;

/** Guards that `npm run chaos` takes out for its controls. */
export const GUARDS = [
  "ack",
  "dedupe",
  "fence",
  "lane",
  "poison",
  "jitter",
  "log",
  "retry_after",
  "breaker",
  "compare",
  "body_limit",
  "quarantine",
  "core_answer",
  "shop_identity",
  "once",
  "drain",
  "unknown_effect",
  "clock",
  "time_limit",
  "conflict_retry",
  "redact",
  "generation",
  "overlap",
  "refresh",
  "access",
  "leak",
  "rename",
] as const;

const FAILPOINTS = [
  "after_body",
  "before_commit",
  "after_commit",
  "after_absorb",
  "before_call",
  "after_core_answer",
  "before_settle",
] as const;

const days = (least: number, otherwise: string) =>
  integer.pipe(z.number().min(least, `not below ${least}: ${otherwise}`).max(3_650));

/** How many days what was dealt with is kept. The same for all workers. */
const RETENTION_ENV = {
  KARLA_KEEP_BODIES_DAYS: days(1, "what went wrong today could not be merged anew tomorrow").default(7),
  KARLA_KEEP_QUARANTINED_DAYS: days(1, "nobody would have had the time to look at them").default(30),
  KARLA_KEEP_RECORDS_DAYS: days(30, "what comes again later would be taken for new").default(90),
};

/** The variables that every process of ours has. */
export const PROCESS_ENV = {
  /** Any PostgreSQL. Without it the embedded one in the data folder is started or adopted. */
  DATABASE_URL: z.string().min(1).optional(),
  KARLA_DATA_DIR: z.string().min(1).default("data"),
  /** 32 bytes in base64. Without it one is made in the data folder. */
  KARLA_MASTER_KEY: z.string().optional(),
  /** Former master keys, comma-separated: they still open what they sealed. */
  KARLA_MASTER_KEYS_PREVIOUS: list,
  HOST: z.string().default("127.0.0.1"),
  /** 0 takes a free port. */
  PORT: integer.pipe(z.number().min(0).max(65_535)).default(0),
  METRICS_PORT: integer.pipe(z.number().min(0).max(65_535)).default(0),
  /** The core. Plain http only on loopback, never in production. */
  KARLA_API_URL: z.url().default("https://api.gokarla.io"),
  DATABASE_POOL: integer.pipe(z.number().min(1).max(200)).default(10),
  DATABASE_STATEMENT_MS: integer.pipe(z.number().min(500).max(600_000)).default(30_000),
  WORKER_CONCURRENCY: integer.pipe(z.number().min(1).max(500)).default(10),
  WORKER_LEASE_MS: integer.pipe(z.number().min(500).max(30_000)).default(30_000),
  WORKER_CALL_TIMEOUT_MS: integer.pipe(z.number().min(100).max(15_000)).default(15_000),
  WORKER_POLL_MS: integer.pipe(z.number().min(5).max(5_000)).default(50),
  ...RETENTION_ENV,
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info"),
  /** Tests only: moves the clock. */
  KARLA_CLOCK_OFFSET_MS: integer.default(0),
  /** Tests only: so much is the clock of this process' host ahead of all others. */
  KARLA_HOST_SKEW_MS: integer.default(0),
  /** Tests only. */
  KARLA_SABOTAGE: z.enum(SABOTAGES).optional(),
  /** Tests only. */
  KARLA_GUARD_OFF: z.enum(GUARDS).optional(),
  /** Tests only: "after_commit:7" ends the process by SIGKILL the 7th time it passes there; "…:7:stop" by SIGSTOP. */
  KARLA_FAILPOINT: z
    .string()
    .regex(new RegExp(`^(${FAILPOINTS.join("|")}):[1-9]\\d*(:stop)?$`))
    .transform((text) => {
      const [name = "", passes = "", stop] = text.split(":");
      return {
        name,
        passes: Number(passes),
        signal: stop === undefined ? ("SIGKILL" as const) : ("SIGSTOP" as const),
      };
    })
    .optional(),
  /** Tests only: events of this lane end the worker by SIGKILL. */
  KARLA_POISON_LANE: z.string().optional(),
  NODE_ENV: z.string().default("development"),
};

export type ProcessEnv = z.infer<z.ZodObject<typeof PROCESS_ENV>>;

/** What no process may start with. `refuse` is told of each by the variable's name. */
export function refuseUnsafe(env: ProcessEnv, refuse: (name: string, message: string) => void): void {
  const core = URL.parse(env.KARLA_API_URL);
  const loopback = core?.hostname === "127.0.0.1" || core?.hostname === "[::1]";
  const production = env.NODE_ENV === "production";
  refuseForgetful(env, refuse);
  if (core !== null && core.protocol !== "https:" && (production || !loopback)) {
    refuse("KARLA_API_URL", "must be https (plain http only to 127.0.0.1, and not in production)");
  }
  for (const name of ["KARLA_SABOTAGE", "KARLA_GUARD_OFF", "KARLA_FAILPOINT", "KARLA_POISON_LANE"] as const) {
    if (production && env[name] !== undefined) refuse(name, "not in production");
  }
  if (production && env.KARLA_CLOCK_OFFSET_MS !== 0) refuse("KARLA_CLOCK_OFFSET_MS", "not in production");
  if (production && env.KARLA_HOST_SKEW_MS !== 0) refuse("KARLA_HOST_SKEW_MS", "not in production");
  if (production && env.KARLA_MASTER_KEY === undefined) refuse("KARLA_MASTER_KEY", "is required in production");
}

type RetentionEnv = z.infer<z.ZodObject<typeof RETENTION_ENV>>;

export function keptForOf(env: RetentionEnv): KeptFor {
  return {
    bodies: env.KARLA_KEEP_BODIES_DAYS,
    quarantined: env.KARLA_KEEP_QUARANTINED_DAYS,
    records: env.KARLA_KEEP_RECORDS_DAYS,
  };
}

/** What is needed less is not kept for longer. */
function refuseForgetful(env: RetentionEnv, refuse: (name: string, message: string) => void): void {
  const { KARLA_KEEP_BODIES_DAYS: bodies, KARLA_KEEP_QUARANTINED_DAYS: quarantined } = env;
  if (quarantined < bodies) {
    refuse(
      "KARLA_KEEP_QUARANTINED_DAYS",
      "not below KARLA_KEEP_BODIES_DAYS: what could not be used is looked at later",
    );
  }
  if (env.KARLA_KEEP_RECORDS_DAYS < quarantined) {
    refuse("KARLA_KEEP_RECORDS_DAYS", "not below KARLA_KEEP_QUARANTINED_DAYS: the bytes of an event are in its record");
  }
}

/** Reads the environment once; throws with every wrong variable by name, never with a value. */
export function parseEnv<Env>(
  schema: z.ZodType<Env>,
  source: Readonly<Record<string, string | undefined>> = process.env,
): Env {
  const parsed = schema.safeParse(source);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `  ${path.join(".")}: ${message}`);
  throw new Error(`These environment variables cannot be used:\n${wrong.join("\n")}\nSee .env.example.`);
}

/** For a command that says how long things are kept, and needs nothing else of it. */
export function readKeptFor(source?: Readonly<Record<string, string | undefined>>): KeptFor {
  const schema = z.object(RETENTION_ENV).superRefine((env, context) => {
    refuseForgetful(env, (name, message) => context.addIssue({ code: "custom", path: [name], message }));
  });
  return keptForOf(parseEnv(schema, source));
}
