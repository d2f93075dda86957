import { list, PROCESS_ENV, parseEnv, refuseUnsafe } from "@karla/runtime/env";
import { z } from "zod";

const schema = z
  .object({
    ...PROCESS_ENV,
    /** The app's client secret; while it is rotated, the former ones too. */
    SHOPIFY_API_SECRET: z.string().min(1),
    SHOPIFY_API_SECRETS_PREVIOUS: list,
    /** The app's client id. Without it the receiver works and the admin is off. */
    SHOPIFY_API_KEY: z.string().min(1).optional(),
    /** Origin under which Shopify and the merchant's browser reach the app. Without it: where the receiver listens. */
    SHOPIFY_APP_URL: z.url().optional(),
    /** Sandbox only: the admins of all shops are there. */
    SHOPIFY_SANDBOX_ORIGIN: z.string().optional(),
    /** Sandbox only: stands in for Shopify's own App Bridge. Shopify's library reads it too. */
    APP_BRIDGE_URL: z.url().optional(),
  })
  .superRefine((env, context) => {
    const refuse = (name: string, message: string) => context.addIssue({ code: "custom", path: [name], message });
    refuseUnsafe(env, refuse);
    const production = env.NODE_ENV === "production";
    const app = env.SHOPIFY_APP_URL === undefined ? null : URL.parse(env.SHOPIFY_APP_URL);
    if (app !== null && app.protocol !== "https:" && (production || app.hostname !== "127.0.0.1")) {
      refuse("SHOPIFY_APP_URL", "must be https (plain http only to 127.0.0.1, and not in production)");
    }
    const sandbox = env.SHOPIFY_SANDBOX_ORIGIN;
    if (sandbox !== undefined && (production || !/^http:\/\/127\.0\.0\.1:\d{1,5}$/.test(sandbox))) {
      refuse("SHOPIFY_SANDBOX_ORIGIN", "must be http://127.0.0.1:PORT, and is not for production");
    }
    if (env.APP_BRIDGE_URL !== undefined && !(sandbox !== undefined && env.APP_BRIDGE_URL.startsWith(`${sandbox}/`))) {
      refuse("APP_BRIDGE_URL", "must be at SHOPIFY_SANDBOX_ORIGIN");
    }
    for (const name of ["SHOPIFY_API_KEY", "SHOPIFY_APP_URL"] as const) {
      if (production && env[name] === undefined) refuse(name, "is required in production");
    }
  });

export type Env = z.infer<typeof schema>;

/** Reads the environment once; throws with every wrong variable by name, never with a value. */
export function readEnv(source?: Readonly<Record<string, string | undefined>>): Env {
  return parseEnv(schema, source);
}
