import type { Env } from "./env.ts";
import type { ShopUrlRules } from "./shop-url/guard-url.ts";

/** Which URLs a shop may have. */
export function shopRulesOf(env: Env): ShopUrlRules {
  return { allowLoopback: env.KARLA_ALLOW_LOOPBACK_SHOPS === "1" };
}
