import { readFileSync } from "node:fs";
import { Hono } from "hono";
import { languageOf } from "../../../page/texts.ts";
import { signSessionToken } from "../session-token.ts";
import { renderFrame, type ShownApp } from "./render-frame.ts";

/** The app that the admin shows. */
export interface FramedApp {
  /** Origin of the app. */
  url: string;
  clientId: string;
  clientSecret: string;
}

export interface AdminFrameSetup {
  /** By domain. */
  shops: ReadonlySet<string>;
  app: FramedApp | null;
  /** What the app may ask the merchant for, once it is installed. */
  optionalScopes: readonly string[];
  /** Whether the app was taken out of the shop. */
  isUninstalled(shop: string): boolean;
  now(): number;
  /** A fresh value for each answer: what the page's own script and style are let in by. */
  nonce(): string;
  /** Names a session token; never the same twice. */
  tokenId(): string;
}

/** Who has the admin open. */
const STAFF_ID = "1";

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), "utf8");

/** The shop's admin with the app in a frame, `/admin/{shop}`, and what the app loads there as App Bridge. */
export function createAdminFrame(setup: AdminFrameSetup): Hono {
  const { shops, app, optionalScopes, isUninstalled, now, nonce, tokenId } = setup;
  const scripts = { frame: read("./frame.js"), installation: read("./installation.js") };
  const appBridge = read("./app-bridge.js");
  const tokenFor = (shop: string, { clientId, clientSecret }: FramedApp): string =>
    signSessionToken({ shop, clientId, clientSecret, now: now(), userId: STAFF_ID, tokenId: tokenId() });

  const frame = new Hono();
  frame.get("/app-bridge.js", (context) => {
    context.header("Content-Type", "text/javascript; charset=utf-8");
    context.header("Cache-Control", "no-cache");
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Cross-Origin-Resource-Policy", "cross-origin");
    return context.body(appBridge);
  });
  frame.get("/admin/:shop", (context) => {
    const shop = context.req.param("shop");
    if (!shops.has(shop)) return context.notFound();
    const language = languageOf(context.req.header("accept-language"));
    const once = nonce();
    const shown = shownIn(shop, language, context.req.query("path"));
    context.header("Content-Security-Policy", policy(once, shown.state === "installed" ? shown.origin : null));
    context.header("Content-Language", language);
    context.header("Vary", "Accept-Language");
    context.header("Cache-Control", "no-store");
    context.header("X-Content-Type-Options", "nosniff");
    return context.html(renderFrame({ shop, language, nonce: once, scripts, app: shown }));
  });
  frame.get("/admin/:shop/id-token", (context) => {
    const shop = context.req.param("shop");
    if (app === null || !shops.has(shop)) return context.json({ error: "not_found" }, 404);
    if (isUninstalled(shop)) return context.json({ error: "not_installed" }, 410);
    context.header("Cache-Control", "no-store");
    return context.json({ id_token: tokenFor(shop, app) });
  });
  return frame;

  function shownIn(shop: string, language: string, path: string | undefined): ShownApp {
    if (app === null) return { state: "none" };
    if (isUninstalled(shop)) return { state: "uninstalled" };
    const src = appUrl({ app, shop, language, path });
    return { state: "installed", origin: new URL(app.url).origin, src, optionalScopes };
  }

  function appUrl(wish: { app: FramedApp; shop: string; language: string; path: string | undefined }): string {
    const url = new URL(pathOf(wish.path), wish.app.url);
    url.search = new URLSearchParams({
      embedded: "1",
      shop: wish.shop,
      host: Buffer.from(`${wish.shop}/admin`).toString("base64url"),
      locale: wish.language,
      timestamp: String(Math.floor(now() / 1000)),
      id_token: tokenFor(wish.shop, wish.app),
    }).toString();
    return url.href;
  }
}

/** A path of the app's own origin, where the app was left; else its first page. */
function pathOf(path: string | undefined): string {
  return path !== undefined && /^\/(?![/\\])[\w\-./]*$/.test(path) ? path : "/app";
}

function policy(nonce: string, appOrigin: string | null): string {
  const own = `'nonce-${nonce}'`;
  return [
    "default-src 'none'",
    `script-src ${own}`,
    `style-src ${own}`,
    "img-src data:",
    "connect-src 'self'",
    `frame-src ${appOrigin ?? "'none'"}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
