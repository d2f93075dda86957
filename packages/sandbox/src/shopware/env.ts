import { z } from "zod";

const Env = z.object({
  /** 0: any free one. */
  SANDBOX_SHOPWARE_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  /** The app as `npm run shopware:package` makes it: the folder with its manifest.xml. */
  SANDBOX_SHOPWARE_APP: z.string().min(1),
  /** In which the shop keeps its id, its secret and what it tells of its past; whoever starts it begins it. */
  SANDBOX_SHOPWARE_FILE: z.string().min(1),
  /** What it sold in the ninety days before its first start. */
  SANDBOX_SHOPWARE_PAST_ORDERS: z.coerce.number().int().min(0).max(10_000).default(200),
  /** Origin of the core, without `/v1`. */
  SANDBOX_CORE_URL: z.url(),
  SANDBOX_CORE_SLUG: z.string().min(1),
  SANDBOX_CORE_USER: z.string().min(1),
  SANDBOX_CORE_KEY: z.string().min(1),
  /** Missing: another shop every time. */
  SANDBOX_SEED: z.coerce.number().int().min(0).optional(),
  /** 0: it sells nothing more. */
  SANDBOX_SELLS: z.enum(["0", "1"]).default("1"),
});

export interface ShopwareSandboxSettings {
  port: number;
  appFolder: string;
  file: string;
  pastOrders: number;
  core: { url: string; slug: string; user: string; key: string };
  seed: number | null;
  sells: boolean;
}

/** Reads the settings of the Shopware sandbox; throws with the names of what is missing. */
export function readEnv(): ShopwareSandboxSettings {
  const env = Env.parse(process.env);
  return {
    port: env.SANDBOX_SHOPWARE_PORT,
    appFolder: env.SANDBOX_SHOPWARE_APP,
    file: env.SANDBOX_SHOPWARE_FILE,
    pastOrders: env.SANDBOX_SHOPWARE_PAST_ORDERS,
    core: {
      url: env.SANDBOX_CORE_URL,
      slug: env.SANDBOX_CORE_SLUG,
      user: env.SANDBOX_CORE_USER,
      key: env.SANDBOX_CORE_KEY,
    },
    seed: env.SANDBOX_SEED ?? null,
    sells: env.SANDBOX_SELLS === "1",
  };
}
