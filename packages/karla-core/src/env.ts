import { z } from "zod";
import { carrierReference } from "./wire/carriers.ts";

const DAY_MS = 86_400_000;
const flag = z.enum(["0", "1", ""]).default("0");
const integer = z
  .string()
  .regex(/^-?\d{1,15}$/)
  .transform(Number);

/** The key goes there: over TLS, or to this machine alone. */
const carrierUrl = z.url().refine((text) => {
  const { protocol, hostname, username, search, hash } = new URL(text);
  const safe = protocol === "https:" || (protocol === "http:" && ["127.0.0.1", "[::1]"].includes(hostname));
  return safe && username === "" && search === "" && hash === "";
}, "neither https nor this machine, or more than origin and path");

const schema = z
  .object({
    KARLA_CORE_HOST: z.string().default("127.0.0.1"),
    /** 0: the next free port. */
    KARLA_CORE_PORT: integer.pipe(z.number().min(0).max(65_535)).default(0),
    /** The operator's key: admin of every shop. Without it only keys that are stored already open anything. */
    KARLA_CORE_ADMIN_USER: z.string().min(1).default("admin"),
    KARLA_CORE_ADMIN_KEY: z.string().min(16).optional(),
    DATABASE_URL: z.string().min(1).optional(),
    KARLA_DATA_DIR: z.string().min(1).default("data"),
    /** Base64 of at least 32 bytes, the same for every process of one core. Else one is made in the data folder. */
    KARLA_CORE_SECRET: z
      .base64()
      .refine((text) => Buffer.from(text, "base64").length >= 32, "needs at least 32 bytes")
      .optional(),
    KARLA_CORE_SANDBOX: flag,
    /** Origin of tracking links. Default: where the core listens. */
    KARLA_CORE_PUBLIC_URL: z.url().optional(),
    /** Where DHL is asked about parcels, without `/track/shipments`, and the key to it. Without a key nobody is asked. */
    KARLA_CORE_DHL_URL: carrierUrl.default("https://api-eu.dhl.com"),
    KARLA_CORE_DHL_KEY: z.string().min(1).optional(),
    /** References of the carriers that DHL is asked about, comma-separated; `*`: every parcel. */
    KARLA_CORE_DHL_CARRIERS: z
      .string()
      .default("dhl,dhlexp,dhl2man,depost")
      .transform((text) => (text.trim() === "*" ? ["*"] : text.split(",").map((name) => name.trim())))
      .pipe(z.array(z.union([z.literal("*"), carrierReference]))),
    /** By how much shorter the pauses between two questions are: the stand-in's parcels live so much faster. */
    KARLA_CORE_CARRIER_HASTE: integer.pipe(z.number().min(1).max(100_000)).default(1),
    /** Days since its shipping after which a parcel is asked about no more. Default: 60, and with a haste so much less. */
    KARLA_CORE_CARRIER_WATCH_DAYS: integer.pipe(z.number().min(1).max(20_000)).optional(),
    KARLA_CLOCK_OFFSET_MS: integer.default(0),
    NODE_ENV: z.string().optional(),
  })
  .refine((env) => !(env.KARLA_CORE_CARRIER_HASTE !== 1 && env.NODE_ENV === "production"), {
    path: ["KARLA_CORE_CARRIER_HASTE"],
    message: "not in production",
  })
  .refine((env) => !(env.KARLA_CORE_SANDBOX === "1" && env.NODE_ENV === "production"), {
    path: ["KARLA_CORE_SANDBOX"],
    message: "not in production",
  });

/** The core's settings from the environment; throws with every wrong one by name, never with a value. */
export function readEnv(source: NodeJS.ProcessEnv = process.env) {
  const parsed = schema.safeParse(source);
  if (!parsed.success) {
    throw new Error(parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "));
  }
  const env = parsed.data;
  return {
    host: env.KARLA_CORE_HOST,
    port: env.KARLA_CORE_PORT,
    admin: env.KARLA_CORE_ADMIN_KEY ? { username: env.KARLA_CORE_ADMIN_USER, key: env.KARLA_CORE_ADMIN_KEY } : null,
    databaseUrl: env.DATABASE_URL ?? null,
    dataDir: env.KARLA_DATA_DIR,
    secret: env.KARLA_CORE_SECRET ? Buffer.from(env.KARLA_CORE_SECRET, "base64") : null,
    sandbox: env.KARLA_CORE_SANDBOX === "1",
    publicUrl: env.KARLA_CORE_PUBLIC_URL ?? null,
    dhl: env.KARLA_CORE_DHL_KEY
      ? {
          url: env.KARLA_CORE_DHL_URL,
          key: env.KARLA_CORE_DHL_KEY,
          carriers: env.KARLA_CORE_DHL_CARRIERS.includes("*") ? null : env.KARLA_CORE_DHL_CARRIERS,
        }
      : null,
    carrierHaste: env.KARLA_CORE_CARRIER_HASTE,
    carrierWatchedMs:
      env.KARLA_CORE_CARRIER_WATCH_DAYS === undefined ? null : env.KARLA_CORE_CARRIER_WATCH_DAYS * DAY_MS,
    clockOffsetMs: env.KARLA_CLOCK_OFFSET_MS,
  };
}
