import { z } from "zod";

const Env = z.object({
  /** 0: any free one. */
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  SANDBOX_SHOP_DOMAIN: z.string().min(1).default("sandbox-shop.myshopify.com"),
  /** The app's client secret: signs every webhook. */
  SANDBOX_SHOPIFY_SECRET: z.string().min(1),
  /** The app's client id, and where it runs. Without both of them there is no Admin API, and the admin shows no app. */
  SANDBOX_SHOPIFY_CLIENT_ID: z.string().min(1).optional(),
  SANDBOX_APP_URL: z.url().optional(),
  /** The folder of the app's extensions: their triggers are those that Shopify Flow knows, and the storefront has their theme block. Without it there is neither. */
  SANDBOX_APP_EXTENSIONS: z.string().min(1).optional(),
  /** Whole URL that takes the webhooks. */
  SANDBOX_RECEIVER_URL: z.url(),
  /** Origin of the core, without `/v1`. */
  SANDBOX_CORE_URL: z.url(),
  SANDBOX_CORE_SLUG: z.string().min(1),
  SANDBOX_CORE_USER: z.string().min(1),
  SANDBOX_CORE_KEY: z.string().min(1),
  /** Missing: another shop every time. */
  SANDBOX_SEED: z.coerce.number().int().min(0).optional(),
  /** What it sold in the ninety days before. */
  SANDBOX_PAST_ORDERS: z.coerce.number().int().min(0).max(10_000).default(600),
  /** 0: it sells nothing more. */
  SANDBOX_SELLS: z.enum(["0", "1"]).default("1"),
});

export interface SandboxSettings {
  port: number;
  shopDomain: string;
  secret: string;
  app: { clientId: string; url: string } | null;
  extensionsFolder: string | null;
  receiverUrl: string;
  core: { url: string; slug: string; user: string; key: string };
  seed: number | null;
  pastOrders: number;
  sells: boolean;
}

/** Reads the sandbox's settings; throws with the names of what is missing. */
export function readEnv(): SandboxSettings {
  const env = Env.parse(process.env);
  const { SANDBOX_SHOPIFY_CLIENT_ID: clientId, SANDBOX_APP_URL: appUrl } = env;
  return {
    port: env.SANDBOX_PORT,
    shopDomain: env.SANDBOX_SHOP_DOMAIN,
    secret: env.SANDBOX_SHOPIFY_SECRET,
    app: clientId === undefined || appUrl === undefined ? null : { clientId, url: appUrl },
    extensionsFolder: env.SANDBOX_APP_EXTENSIONS ?? null,
    receiverUrl: env.SANDBOX_RECEIVER_URL,
    core: {
      url: env.SANDBOX_CORE_URL,
      slug: env.SANDBOX_CORE_SLUG,
      user: env.SANDBOX_CORE_USER,
      key: env.SANDBOX_CORE_KEY,
    },
    seed: env.SANDBOX_SEED ?? null,
    pastOrders: env.SANDBOX_PAST_ORDERS,
    sells: env.SANDBOX_SELLS === "1",
  };
}
