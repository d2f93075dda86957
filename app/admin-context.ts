import type { Logger } from "pino";
import type { Env } from "./env.ts";
import type { AdminContext } from "./load-context.ts";
import type { MerchantServices } from "./services.server.ts";
import type { TimeZone } from "./shop-time-zone.ts";
import { withSoundToken } from "./shopify/session-token.ts";
import type { ShopifyApp } from "./shopify.server.ts";

/** The context of one request. */
export function createAdminContext(deps: {
  env: Pick<Env, "SHOPIFY_SANDBOX_ORIGIN" | "APP_BRIDGE_URL">;
  apiKey: string;
  services: MerchantServices;
  shopify: ShopifyApp;
  timeZoneOf: (shop: string) => Promise<TimeZone>;
  log: Logger;
}): AdminContext {
  const { env, shopify } = deps;
  let asked: Promise<{ shop: string }> | null = null;
  async function ask(request: Request): Promise<{ shop: string }> {
    const { session } = await shopify.authenticate.admin(withSoundToken(request));
    return { shop: session.shop };
  }
  function authenticate(request: Request): Promise<{ shop: string }> {
    asked ??= ask(request);
    return asked;
  }
  return {
    services: deps.services,
    apiKey: deps.apiKey,
    appBridgeUrl: env.APP_BRIDGE_URL ?? null,
    authenticate,
    async timeZone(request) {
      const { shop } = await authenticate(request);
      const zone = await deps.timeZoneOf(shop);
      if (zone !== null) return zone ?? "UTC";
      // The stored token was none any more: the request's own session token gets another.
      await ask(request);
      return (await deps.timeZoneOf(shop)) ?? "UTC";
    },
    authenticatePage: (request) => shopify.authenticate.admin(request),
    onError: (error) => deps.log.error({ err: error }, "an admin page failed"),
    addDocumentHeaders(request, headers) {
      shopify.addDocumentResponseHeaders(request, headers);
      const frames = frameAncestors(headers.get("Content-Security-Policy"), env.SHOPIFY_SANDBOX_ORIGIN);
      headers.set("Content-Security-Policy", `frame-ancestors ${frames}; object-src 'none'; base-uri 'none'`);
      // The library asks the browser to load Shopify's own App Bridge ahead.
      if (env.APP_BRIDGE_URL !== undefined) headers.delete("Link");
    },
  };
}

/** Who may show the app in a frame: the shop's admin, as the library says, or nobody where no shop is named. */
function frameAncestors(policy: string | null, sandbox: string | undefined): string {
  const named = /frame-ancestors ([^;]*)/.exec(policy ?? "")?.[1]?.trim();
  if (named === undefined) return "'none'";
  return sandbox === undefined ? named : `${named} ${sandbox}`;
}
