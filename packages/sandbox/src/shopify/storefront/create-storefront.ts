import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { isForeign } from "../admin/frame/is-foreign.ts";
import type { BookedOrder } from "../booked-order.ts";
import { createLiquid } from "./create-liquid.ts";
import { marketOf } from "./market.ts";
import { proxyQuery } from "./proxy-query.ts";
import { createStorefrontPages, type Visit } from "./render-storefront.ts";
import { readThemeExtension } from "./theme-extension.ts";
import { BASE_STYLE } from "./theme-source.ts";

export interface StorefrontSetup {
  shopDomain: string;
  shopName: string;
  /** Where the app is, and its client secret. */
  app: { url: string; clientSecret: string };
  /** Folder of the theme app extension. */
  extension: string;
  /** How the merchant set the block; what is left out is as the block has it. */
  settings?: Readonly<Record<string, unknown>>;
  /** The newest first. */
  orders(): readonly BookedOrder[];
  fetch: typeof fetch;
  now(): number;
}

/** Missing where nobody is at the other end, in tests. */
type Bindings = Partial<HttpBindings>;

const CUSTOMER = "storefront_customer";
const PROXY_WITHIN_MS = 10_000;
const PREFIX = "/apps/karla";

/** The shop's front: a page with the app's block, and `/apps/karla/…`, which Shopify passes on to the app. Both in each market. */
export function createStorefront(setup: StorefrontSetup): Hono<{ Bindings: Bindings }> {
  const { shopDomain, app, settings = {}, now } = setup;
  const extension = readThemeExtension(setup.extension);
  const assetUrl = (name: string): string => `/cdn/extensions/karla/assets/${name}`;
  const liquid = createLiquid({ assetUrl, text: extension.text });
  const pages = createStorefrontPages({ ...setup, liquid, extension, assetUrl });

  const site = new Hono<{ Bindings: Bindings }>();
  for (const root of ["", "/:market{[a-z]{2}-[a-z]{2}}"]) {
    site.get(`${root}/pages/track`, async (context) => context.html(await pages.block(visitOf(context), settings)));
    site.get(`${root}/pages/about`, async (context) => context.html(await pages.about(visitOf(context))));
    site.all(`${root}${PREFIX}/*`, passOn);
  }
  site.get("/storefront/base.css", (context) => context.body(BASE_STYLE, 200, { "Content-Type": "text/css" }));
  site.get("/cdn/extensions/karla/assets/:name", (context) => {
    const name = context.req.param("name");
    const asset = extension.asset(name);
    if (asset === null) return context.notFound();
    const type = name.endsWith(".css") ? "text/css" : "text/javascript";
    return context.body(new Uint8Array(asset), 200, { "Content-Type": `${type}; charset=utf-8` });
  });
  site.post("/account/login", async (context) => {
    if (isForeign(context)) return context.json({ error: "foreign_origin" }, 403);
    const { customer } = await context.req.parseBody();
    if (typeof customer === "string") setCookie(context, CUSTOMER, customer, { httpOnly: true, sameSite: "Lax" });
    return back(context);
  });
  site.post("/account/logout", async (context) => {
    if (isForeign(context)) return context.json({ error: "foreign_origin" }, 403);
    deleteCookie(context, CUSTOMER);
    return back(context);
  });
  return site;

  function visitOf(context: Context): Visit {
    const { path } = context.req;
    const wanted = getCookie(context, CUSTOMER) ?? "";
    return { path, market: marketOf(path), customerId: /^\d+$/.test(wanted) ? wanted : null };
  }

  async function passOn(context: Context<{ Bindings: Bindings }>): Promise<Response> {
    const visit = visitOf(context);
    const pathPrefix = `${visit.market.root}${PREFIX}`;
    const { searchParams } = new URL(context.req.url);
    const { customerId } = visit;
    const query = proxyQuery(searchParams, {
      shop: shopDomain,
      secret: app.clientSecret,
      pathPrefix,
      customerId,
      now: now(),
    });
    const { method } = context.req;
    const type = context.req.header("content-type");
    const answer = await setup
      .fetch(`${app.url}/proxy${visit.path.slice(pathPrefix.length)}?${query}`, {
        method,
        headers: {
          Accept: context.req.header("accept") ?? "*/*",
          "X-Forwarded-For": context.env.incoming?.socket.remoteAddress ?? "",
          ...(type === undefined ? {} : { "Content-Type": type }),
        },
        ...(method === "GET" || method === "HEAD" ? {} : { body: await context.req.arrayBuffer() }),
        redirect: "manual",
        signal: AbortSignal.timeout(PROXY_WITHIN_MS),
      })
      .catch(() => null);
    if (answer === null || answer.status >= 500) {
      return context.html("<h1>There was an error in the third-party application.</h1>", 502);
    }
    const headers = new Headers();
    for (const name of ["cache-control", "retry-after", "referrer-policy", "x-robots-tag", "allow"]) {
      const value = answer.headers.get(name);
      if (value !== null) headers.set(name, value);
    }
    const answered = answer.headers.get("content-type") ?? "";
    const isLiquid = answered.startsWith("application/liquid");
    headers.set("Content-Type", isLiquid ? "text/html; charset=utf-8" : answered);
    const body = isLiquid ? await pages.proxied(visit, await answer.text()) : await answer.arrayBuffer();
    return new Response(method === "HEAD" ? null : body, { status: answer.status, headers });
  }
}

/** To the page that the visitor was on, of this storefront alone. */
async function back(context: Context): Promise<Response> {
  const { return_to: wish } = await context.req.parseBody();
  const path = typeof wish === "string" && /^\/(?![/\\])[\w\-./]*$/.test(wish) ? wish : "/pages/track";
  return context.redirect(path, 303);
}
