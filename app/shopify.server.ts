import "@shopify/shopify-app-remix/server/adapters/node";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import { ApiVersion, AppDistribution, LogSeverity, shopifyApp } from "@shopify/shopify-app-remix/server";
import type { Logger } from "pino";
import type { Env } from "./env.ts";
import { adminOrigin } from "./shopify/admin/admin-origin.ts";
import { parseShopDomain } from "./shopify/shop-domain.ts";

export type ShopifyApp = ReturnType<typeof createShopify>;
type SessionStorage = Parameters<typeof shopifyApp>[0]["sessionStorage"];

/** Shopify's library: knows whose request it is, and exchanges session tokens for expiring offline tokens. */
export function createShopify(deps: {
  env: Pick<Env, "SHOPIFY_API_SECRET" | "SHOPIFY_SANDBOX_ORIGIN">;
  apiKey: string;
  appUrl: string;
  sessionStorage: NonNullable<SessionStorage>;
  fetch: typeof fetch;
  log: Logger;
}) {
  const sandbox = deps.env.SHOPIFY_SANDBOX_ORIGIN;
  // The library has one fetch per process, and https built into its addresses.
  if (sandbox !== undefined) setAbstractFetchFunc(fetchFrom(sandbox, deps.fetch));
  return shopifyApp({
    apiKey: deps.apiKey,
    apiSecretKey: deps.env.SHOPIFY_API_SECRET,
    appUrl: deps.appUrl,
    apiVersion: ApiVersion.October26,
    distribution: AppDistribution.AppStore,
    isEmbeddedApp: true,
    sessionStorage: deps.sessionStorage,
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
    logger: {
      level: LogSeverity.Warning,
      log: async (_, message) => deps.log.warn({ said: withoutTokens(message) }, "Shopify's library"),
    },
  });
}

/** What comes after the bar is context: it may hold anything. */
function withoutTokens(message: string): string {
  return (message.split(" | ")[0] ?? "").replaceAll(/eyJ[\w.-]+|shp(at|rt)_\w+/g, "[token]");
}

/** The same fetch, with every shop's admin at the sandbox. */
function fetchFrom(sandbox: string, original: typeof fetch): typeof fetch {
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const shop = parseShopDomain(url.hostname);
    if (shop === null) return original(input, init);
    return original(`${adminOrigin(shop, sandbox)}${url.pathname}${url.search}`, init);
  };
}
