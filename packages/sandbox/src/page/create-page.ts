import { Hono } from "hono";
import { overviewOf, type Shown } from "./overview.ts";
import { renderPage } from "./render-page.ts";
import { languageOf, TEXTS } from "./texts.ts";

export interface PageSetup {
  shown(): Shown;
  /** A fresh value for each answer: what the page's own script and style are let in by. */
  nonce(): string;
}

/** The sandbox's page, the same as JSON, and a sign of life. */
export function createPage({ shown, nonce }: PageSetup): Hono {
  const page = new Hono();
  page.get("/", (context) => {
    const language = languageOf(context.req.header("accept-language"));
    const once = nonce();
    const overview = overviewOf(shown(), TEXTS[language], language);
    context.header("Content-Security-Policy", policy(once));
    context.header("Content-Language", language);
    context.header("Vary", "Accept-Language");
    context.header("Cache-Control", "no-store");
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Referrer-Policy", "no-referrer");
    return context.html(renderPage(overview, TEXTS[language], language, once));
  });
  page.get("/overview.json", (context) => {
    const language = languageOf(context.req.header("accept-language"));
    context.header("Vary", "Accept-Language");
    context.header("Cache-Control", "no-store");
    return context.json(overviewOf(shown(), TEXTS[language], language));
  });
  page.get("/healthz", (context) => context.text("ok"));
  return page;
}

function policy(nonce: string): string {
  const own = `'nonce-${nonce}'`;
  return [
    "default-src 'none'",
    `script-src ${own}`,
    `style-src ${own}`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
