import { Hono } from "hono";
import { overviewOf, type Shown } from "./overview.ts";
import { renderPage } from "./render-page.ts";
import { type Language, languageOf, type ShopPlatform, TEXTS } from "./texts.ts";

export interface PageSetup {
  platform: ShopPlatform;
  shown(): Shown;
  /** A fresh value for each answer: what the page's own script and style are let in by. */
  nonce(): string;
}

/** The sandbox's page, the same as JSON, and a sign of life. */
export function createPage({ platform, shown, nonce }: PageSetup): Hono {
  const textsIn = (language: Language) => ({ ...TEXTS[language], ...TEXTS[language].shop[platform] });
  const page = new Hono();
  page.get("/", (context) => {
    const language = languageOf(context.req.header("accept-language"));
    const once = nonce();
    const texts = textsIn(language);
    const overview = overviewOf(shown(), texts, language);
    context.header("Content-Security-Policy", policy(once));
    context.header("Content-Language", language);
    context.header("Vary", "Accept-Language");
    context.header("Cache-Control", "no-store");
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Referrer-Policy", "no-referrer");
    return context.html(renderPage(overview, texts, language, once));
  });
  page.get("/overview.json", (context) => {
    const language = languageOf(context.req.header("accept-language"));
    context.header("Vary", "Accept-Language");
    context.header("Cache-Control", "no-store");
    return context.json(overviewOf(shown(), textsIn(language), language));
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
