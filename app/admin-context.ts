import type { MerchantServices } from "@karla/runtime/merchant-services";
import type { Logger } from "pino";
import type { Env } from "./env.ts";
import type { AdminContext, Asker } from "./load-context.ts";
import type { ShopRegister } from "./shop-register.ts";
import type { TimeZoneOf } from "./shop-time-zone.ts";
import { forLibrary, type SessionClaims, sessionTokenIn, soundClaims } from "./shopify/session-token.ts";
import { parseShopDomain } from "./shopify/shop-domain.ts";
import type { ShopifyApp } from "./shopify.server.ts";

/** The library's own pages that have a use here: one fetches a session token, one leaves the frame. */
const LIBRARY_PAGES = new Set(["/auth/session-token", "/auth/exit-iframe"]);

export interface AdminContextDeps {
  env: Pick<Env, "SHOPIFY_SANDBOX_ORIGIN" | "APP_BRIDGE_URL">;
  apiKey: string;
  services: MerchantServices;
  shopify: ShopifyApp;
  timeZoneOf: TimeZoneOf;
  /** When the app's access to a shop was found to have ended, in milliseconds since the epoch. */
  accessEndedAt: (shop: string) => Promise<number | null>;
  /** Looks which shop it is that opens the app (`createShopRegister`). */
  look: ShopRegister["look"];
  /** How many seconds a session of the admin has to wait, null where it need not (`createSessionLimit`). */
  limit: (session: string) => Promise<number | null>;
  log: Logger;
}

/** The context of one request. */
export function createAdminContext(deps: AdminContextDeps): AdminContext {
  const { env, shopify } = deps;
  let asked: Promise<Asker> | null = null;
  async function ask(request: Request): Promise<Asker> {
    const { session, sessionToken } = await shopify.authenticate(await checked(request, deps));
    if (isOpening(request)) await deps.look(session);
    const scopes = session.scope?.split(",") ?? [];
    return { shop: session.shop, user: `user:${sessionToken.sub}`, scopes };
  }
  function authenticate(request: Request): Promise<Asker> {
    asked ??= ask(request);
    return asked;
  }
  function addDocumentHeaders(request: Request, headers: Headers): void {
    shopify.addDocumentResponseHeaders(request, headers);
    const frames = frameAncestors(request, env.SHOPIFY_SANDBOX_ORIGIN);
    headers.set("Content-Security-Policy", `frame-ancestors ${frames}; object-src 'none'; base-uri 'none'`);
    // The library asks the browser to load Shopify's own App Bridge ahead.
    if (env.APP_BRIDGE_URL !== undefined) headers.delete("Link");
  }
  return {
    services: deps.services,
    apiKey: deps.apiKey,
    appBridgeUrl: env.APP_BRIDGE_URL ?? null,
    authenticate,
    async timeZone(request) {
      const { shop } = await authenticate(request);
      // Whoever has just installed the app again opens it: where nobody said that it had been gone, its old token is still stored.
      const zone = await deps.timeZoneOf(shop, { fresh: isOpening(request) });
      if (zone !== null) return zone ?? "UTC";
      // The stored token was none any more: the request's own session token gets another.
      await ask(request);
      return (await deps.timeZoneOf(shop)) ?? "UTC";
    },
    async authenticatePage(request) {
      // Tokens are exchanged: nobody comes back from Shopify with a code, and there is nothing to come back to.
      if (!LIBRARY_PAGES.has(new URL(request.url).pathname)) throw new Response(null, { status: 404 });
      // The library writes any shop into its policy.
      if (shopOf(request) === null) throw new Response(null, { status: 400 });
      const page = await shopify.authenticate(forLibrary(request, false)).catch((thrown: unknown) => thrown);
      // It throws its pages, and an error for an address that it does not lead to.
      if (!(page instanceof Response)) throw new Response(null, { status: 400 });
      addDocumentHeaders(request, page.headers);
      throw page;
    },
    onError: (error) => deps.log.error({ err: error }, "an admin page failed"),
    addDocumentHeaders,
  };
}

/** The request as the library may see it. Throws the response that makes a session wait which asks too often. */
async function checked(request: Request, deps: AdminContextDeps): Promise<Request> {
  const token = sessionTokenIn(request);
  if (token === null) return forLibrary(request, true);
  const claims = soundClaims(await deps.shopify.decodeSessionToken(token));
  if (claims === null) return forLibrary(request, false);
  const seconds = await deps.limit(claims.session);
  if (seconds !== null) throw new Response(null, { status: 429, headers: { "Retry-After": String(seconds) } });
  return forLibrary(request, await isOfThisInstallation(claims, deps));
}

/** A token lives on for a minute when the app is uninstalled. */
async function isOfThisInstallation({ shop, issuedAt }: SessionClaims, deps: AdminContextDeps): Promise<boolean> {
  const endedAt = await deps.accessEndedAt(shop);
  return endedAt === null || issuedAt > endedAt;
}

/** The admin opens the app with a token in its address; what the app asks for after that has it in a header. */
function isOpening(request: Request): boolean {
  return new URL(request.url).searchParams.has("id_token");
}

function shopOf(request: Request): string | null {
  return parseShopDomain(new URL(request.url).searchParams.get("shop") ?? "");
}

/** Who may show the app in a frame: the admin of the shop that is named, or nobody where none is. */
function frameAncestors(request: Request, sandbox: string | undefined): string {
  const shop = shopOf(request);
  if (shop === null) return "'none'";
  return [`https://${shop}`, "https://admin.shopify.com", ...(sandbox === undefined ? [] : [sandbox])].join(" ");
}
