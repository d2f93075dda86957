import type { Clock } from "@karla/sync/clock";
import { MAX_DOCUMENT_BYTES } from "@karla/sync/mapping-limits";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Installation } from "../registration/installation.ts";
import { refusalText } from "../registration/refusal-text.ts";
import type { RegistrationLog } from "../registration/registration-deps.ts";
import { userLanguage } from "../registration/user-language.ts";
import { SHOP_TIME_ZONE } from "../shop-time-zone.ts";
import type { ShopUrlRules } from "../shop-url/guard-url.ts";
import { type NodeEnv, rawQueryOf } from "../signature/raw-query-of.ts";
import type { ModuleBuild } from "./module-build.ts";
import { moduleDocument, sentenceDocument } from "./module-document.ts";
import { type Asked, createModulePages, type PagesDeps } from "./module-pages.ts";
import { openModule } from "./open-module.ts";
import { isSound, issueToken, readToken } from "./session.ts";

/** A mapping is sent as JSON in JSON, where each quote becomes two characters; everything else is small. */
const MAX_BODY_BYTES = 2 * MAX_DOCUMENT_BYTES + 100_000;
const LOCALE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/;

export interface ModuleDeps extends PagesDeps {
  /** Null: it was not built. */
  build: ModuleBuild | null;
  /** See `createReactivation`. */
  reactivate: (shopId: string) => Promise<void>;
  rules: ShopUrlRules;
  clock: Clock;
  log: RegistrationLog;
}

/**
 * The Karla module in a shop's administration: a document for its frame, its files, and for each page what it shows
 * (`GET /shopware/module/pages/{page}`) and what it asks for (`POST`), with the session's token as `Authorization: Bearer`.
 * Each answer brings the next token in `karla-session`.
 */
export function createModuleRoutes(deps: ModuleDeps): Hono<NodeEnv> {
  const { build, installations, rules, clock, log } = deps;
  const pages = createModulePages(deps);
  const app = new Hono<NodeEnv>();
  app.onError((error, c) => {
    log.error({ error: error.name }, "the Shopware module failed");
    return c.json({ error: "failed" }, 500);
  });
  app.use(async (c, next) => {
    await next();
    c.header("x-content-type-options", "nosniff");
    c.header("referrer-policy", "no-referrer");
    c.header("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=()");
    if (!c.res.headers.has("cache-control")) c.header("cache-control", "no-store");
  });

  app.get("/shopware/module", async (c) => {
    const now = clock.now();
    const opened = await openModule({ installations, rules, now }, rawQueryOf(c));
    const language = userLanguage(opened.language);
    if (opened.outcome === "refused") {
      log.warn({ reason: opened.reason }, "the Shopware module was refused");
      c.header("content-security-policy", policy("'none'"));
      return c.html(sentenceDocument(refusalText(opened.reason, language), language), opened.status);
    }
    const { installation, secret } = opened;
    const { shopId, url } = installation;
    c.header("content-security-policy", policy(url === null ? "'none'" : new URL(url).origin));
    if (!installation.active) await deps.reactivate(shopId);
    if (build === null) return c.html(sentenceDocument(NOT_BUILT[language], language), 503);
    const start = {
      session: issueToken({ shopId, openedAt: now, issuedAt: now }, secret),
      language,
      locale: LOCALE.test(opened.language) ? opened.language : language,
      timeZone: SHOP_TIME_ZONE,
      adminUrl: `${url}/admin`,
    };
    return c.html(moduleDocument(start, build));
  });

  app.get("/shopware/module/assets/:name", (c) => {
    const asset = build?.assets.get(c.req.param("name"));
    if (asset === undefined) return c.notFound();
    const brotli = /\bbr\b/.test(c.req.header("accept-encoding") ?? "");
    c.header("content-type", asset.type);
    c.header("vary", "accept-encoding");
    c.header("cache-control", "public, max-age=31536000, immutable");
    if (brotli) c.header("content-encoding", "br");
    return c.body(new Uint8Array(brotli ? asset.compressed : asset.plain));
  });

  app.get("/shopware/module/pages/:page", async (c) => {
    const page = pages.get(c.req.param("page"));
    if (page === undefined) return c.notFound();
    const asked = await whoAsks(deps, c);
    if (asked === null) return over(c);
    const shown = await page.read(asked);
    return shown === null ? c.json({ error: "no_such_page" }, 404) : c.json(shown);
  });

  const limited = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (c) => c.json({ error: "too_large" }, 413) });
  app.post("/shopware/module/pages/:page", limited, async (c) => {
    const page = pages.get(c.req.param("page"));
    if (page === undefined) return c.notFound();
    const asked = await whoAsks(deps, c);
    if (asked === null) return over(c);
    const answer = await page.ask(asked, await c.req.json().catch(() => null));
    if (answer === null) return c.json({ error: "no_such_wish" }, 400);
    return Response.json(answer.body, { status: answer.status, headers: c.res.headers });
  });
  return app;
}

const NOT_BUILT = {
  de: "Das Karla-Modul ist auf diesem Server noch nicht gebaut. Wer ihn betreibt, startet ihn mit npm start.",
  en: "The Karla module is not built on this server yet. Whoever runs it starts it with npm start.",
};

/** Who asks, by the token; null without a sound one. Puts the next token into the answer. */
async function whoAsks({ installations, clock }: ModuleDeps, c: Context<NodeEnv>): Promise<Asked | null> {
  const [, given = ""] = /^Bearer (\S+)$/.exec(c.req.header("authorization") ?? "") ?? [];
  const session = readToken(given);
  if (session === null) return null;
  const now = clock.now();
  const installation = await installations.find(session.shopId);
  if (!isOpen(installation)) return null;
  if (!isSound(session, installation.secret, now)) return null;
  const { shopId, openedAt } = session;
  c.header("karla-session", issueToken({ shopId, openedAt, issuedAt: now }, installation.secret));
  return { installation, query: new URL(c.req.url).searchParams, now };
}

function isOpen(installation: Installation | null): installation is Installation & { secret: string } {
  return installation !== null && installation.secret !== null && installation.deletedAt === null;
}

function over(c: Context): Response {
  return c.json({ error: "session_over" }, 401);
}

/** Everything comes from here; who may show it in a frame is the administration of this one shop. */
function policy(frameAncestors: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data: https:",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${frameAncestors}`,
  ].join("; ");
}
