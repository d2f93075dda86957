import { fileURLToPath } from "node:url";
import { z } from "zod";

const port = z.coerce.number().int().min(0).max(65_535);

const schema = z.object({
  DATABASE_URL: z.string().min(1).optional(),
  KARLA_DATA_DIR: z.string().min(1).default("data"),
  KARLA_MASTER_KEY: z.string().optional(),
  KARLA_MASTER_KEYS_PREVIOUS: z
    .string()
    .default("")
    .transform((text) => text.split(",").filter((part) => part.trim() !== "")),
  KARLA_CLOCK_OFFSET_MS: z.coerce.number().int().default(0),
  /** Ports of `npm start`; a port that is taken moves on to the next free one. */
  KARLA_CORE_PORT: port.default(4010),
  PORT: port.default(4020),
  BRIDGE_PORT: port.default(4021),
  SANDBOX_PORT: port.default(4030),
  SANDBOX_SHOPWARE_PORT: port.default(4031),
  SANDBOX_CARRIER_PORT: port.default(4032),
});

export type CommandEnv = z.infer<typeof schema>;

/** The environment of the commands. What they start gets it too. */
export function readCommandEnv(source: NodeJS.ProcessEnv = process.env): CommandEnv {
  const parsed = schema.safeParse(source);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `  ${path.join(".")}: ${message}`);
  throw new Error(`These environment variables cannot be used:\n${wrong.join("\n")}\nSee .env.example.`);
}

/** Where Node keeps what it compiled: a process of ours then starts in half the time. */
export const COMPILE_CACHE = fileURLToPath(new URL("../node_modules/.cache/karla-compiled/", import.meta.url));

/** What a child process inherits: the environment of this one, with changes. `undefined` takes a variable away. */
export function childEnv(changes: Record<string, string | undefined>): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { NODE_COMPILE_CACHE: COMPILE_CACHE, ...process.env, ...changes };
  for (const [name, value] of Object.entries(env)) if (value === undefined) delete env[name];
  return env;
}
