import { list, PROCESS_ENV, parseEnv, refuseUnsafe } from "@karla/runtime/env";
import { z } from "zod";

/** Shorter ones are guessed; `npm run shopware:package` takes none either. */
const MIN_SECRET = 32;

const schema = z
  .object({
    ...PROCESS_ENV,
    /** Secrets of the packaged apps, comma-separated: one for each build that was given out. Shops register with any of them. */
    SHOPWARE_APP_SECRETS: list,
    /** The app's technical name, as its manifest has it. */
    SHOPWARE_APP_NAME: z
      .string()
      .regex(/^[A-Za-z0-9]{1,64}$/)
      .default("KarlaDelivery"),
    /**
     * Origin under which shops and Karla's core reach the bridge, as it stands in the packaged app. Without it: where the bridge listens, and
     * webhooks that a shop switched off stay so, since the worker does not know which are ours, and the core is not asked for its events.
     */
    SHOPWARE_BRIDGE_URL: z.url().optional(),
    /** Sandbox only: shops may be at http://127.0.0.1:PORT and http://localhost:PORT. */
    KARLA_ALLOW_LOOPBACK_SHOPS: z.enum(["0", "1"]).default("0"),
  })
  .superRefine((env, context) => {
    const refuse = (name: string, message: string) => context.addIssue({ code: "custom", path: [name], message });
    refuseUnsafe(env, refuse);
    const production = env.NODE_ENV === "production";
    if (env.SHOPWARE_APP_SECRETS.length === 0) refuse("SHOPWARE_APP_SECRETS", "needs one secret at least");
    if (env.SHOPWARE_APP_SECRETS.some((secret) => secret.length < MIN_SECRET)) {
      refuse("SHOPWARE_APP_SECRETS", `each needs ${MIN_SECRET} characters at least`);
    }
    const url = env.SHOPWARE_BRIDGE_URL === undefined ? null : URL.parse(env.SHOPWARE_BRIDGE_URL);
    if (url !== null && url.protocol !== "https:" && (production || url.hostname !== "127.0.0.1")) {
      refuse("SHOPWARE_BRIDGE_URL", "must be https (plain http only to 127.0.0.1, and not in production)");
    }
    if (production && env.SHOPWARE_BRIDGE_URL === undefined) refuse("SHOPWARE_BRIDGE_URL", "is required in production");
    if (production && env.KARLA_ALLOW_LOOPBACK_SHOPS === "1") refuse("KARLA_ALLOW_LOOPBACK_SHOPS", "not in production");
  });

export type Env = z.infer<typeof schema>;

/** Reads the environment once; throws with every wrong variable by name, never with a value. */
export function readEnv(source?: Readonly<Record<string, string | undefined>>): Env {
  return parseEnv(schema, source);
}
