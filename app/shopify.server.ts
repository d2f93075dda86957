import "@shopify/shopify-app-remix/server/adapters/node";
import { shopifyApi } from "@shopify/shopify-api";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import { ApiVersion, AppDistribution, LogSeverity, shopifyApp } from "@shopify/shopify-app-remix/server";
import type { Logger } from "pino";
import type { Env } from "./env.ts";
import { adminOrigin } from "./shopify/admin/admin-origin.ts";
import { sessionTokenIn } from "./shopify/session-token.ts";
import { parseShopDomain } from "./shopify/shop-domain.ts";
import { withoutTokens } from "./shopify/without-tokens.ts";

export type ShopifyApp = ReturnType<typeof createShopify>;
type SessionStorage = Parameters<typeof shopifyApp>[0]["sessionStorage"];

interface ShopifyDeps {
  env: Pick<Env, "SHOPIFY_SANDBOX_ORIGIN">;
  /** The app's client secret; while it is rotated, the former ones too. */
  secrets: readonly string[];
  apiKey: string;
  appUrl: string;
  sessionStorage: NonNullable<SessionStorage>;
  fetch: typeof fetch;
  log: Logger;
}

/** Shopify's library: knows whose request it is, and exchanges session tokens for expiring offline tokens. */
export function createShopify(deps: ShopifyDeps) {
  const sandbox = deps.env.SHOPIFY_SANDBOX_ORIGIN;
  // The library has one fetch per process, and https built into its addresses.
  if (sandbox !== undefined) setAbstractFetchFunc(fetchFrom(sandbox, deps.fetch));
  const apps = deps.secrets.map((secret) => withSecret(deps, secret));
  const [current] = apps;
  if (current === undefined) throw new Error("the admin needs the app's client secret");

  /** The library knows one secret: of several it is asked with the one that the token was signed with. */
  async function readToken(token: string) {
    for (const app of apps) {
      const claims = await app.decodeSessionToken(token);
      if (claims !== null) return { app, claims };
    }
    return null;
  }
  return {
    async authenticate(request: Request) {
      const token = sessionTokenIn(request);
      const read = token === null ? null : await readToken(token);
      return (read?.app ?? current).authenticate(request);
    },
    addDocumentResponseHeaders: current.addDocumentResponseHeaders,
    /** What a session token says, if signature, audience and times are right. */
    decodeSessionToken: async (token: string): Promise<unknown> => (await readToken(token))?.claims ?? null,
  };
}

function withSecret(deps: ShopifyDeps, apiSecretKey: string) {
  const common = {
    apiKey: deps.apiKey,
    apiSecretKey,
    apiVersion: ApiVersion.October26,
    logger: {
      level: LogSeverity.Warning,
      log: async (_: unknown, message: string) => deps.log.warn({ said: withoutTokens(message) }, "Shopify's library"),
    },
  };
  const app = shopifyApp({
    ...common,
    appUrl: deps.appUrl,
    distribution: AppDistribution.AppStore,
    isEmbeddedApp: true,
    sessionStorage: deps.sessionStorage,
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
  });
  // The app keeps its own one to itself.
  const { session } = shopifyApi({ ...common, hostName: new URL(deps.appUrl).host, isEmbeddedApp: true });
  return {
    authenticate: app.authenticate.admin,
    addDocumentResponseHeaders: app.addDocumentResponseHeaders,
    async decodeSessionToken(token: string): Promise<unknown> {
      // The error's text is the token.
      return session.decodeSessionToken(token).catch(() => null);
    },
  };
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
