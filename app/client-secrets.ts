import type { Env } from "./env.ts";

/**
 * What Shopify may sign with: the app's client secret and, while it is rotated, the former ones. Without the guard `overlap` the
 * former ones are not taken, which a control of chaos must then see.
 */
export function clientSecretsOf(
  env: Pick<Env, "SHOPIFY_API_SECRET" | "SHOPIFY_API_SECRETS_PREVIOUS" | "KARLA_GUARD_OFF">,
): readonly string[] {
  const former = env.KARLA_GUARD_OFF === "overlap" ? [] : env.SHOPIFY_API_SECRETS_PREVIOUS;
  return [env.SHOPIFY_API_SECRET, ...former];
}
