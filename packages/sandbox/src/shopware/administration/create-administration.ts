import { readFileSync } from "node:fs";
import { Hono } from "hono";
import { escapeHtml } from "../../page/escape-html.ts";
import { type Language, languageOf } from "../../page/texts.ts";
import { ADMINISTRATION_STYLE } from "./administration-style.ts";

export interface AdministrationSetup {
  /** The signed address of the app's module for whoever has this language. Null: the app has no module, or is not registered. */
  moduleUrl(userLanguage: string): string | null;
  /** A fresh value for each answer: what the page's own script and style are let in by. */
  nonce(): string;
}

const USER_LANGUAGES = { de: "de-DE", en: "en-GB" } as const;
const SCRIPT = readFileSync(new URL("./administration.js", import.meta.url), "utf8");

const TEXTS = {
  de: {
    title: "Shopware-Administration (Sandbox)",
    late: "Die App „Karla“ hat nicht geantwortet.",
    none: "Die App ist nicht installiert.",
  },
  en: {
    title: "Shopware administration (sandbox)",
    late: "The app “Karla” did not answer.",
    none: "The app is not installed.",
  },
} as const;

/**
 * A shop's administration with the app's module in a frame, `/admin`: signed as the shop signs it each time it is opened, and
 * given up when the module has not said `sw-app-loaded` within five seconds, as Shopware's own does.
 */
export function createAdministration({ moduleUrl, nonce }: AdministrationSetup): Hono {
  const site = new Hono();
  site.get("/admin", (context) => {
    const language = languageOf(context.req.header("accept-language"));
    const once = nonce();
    const source = moduleUrl(USER_LANGUAGES[language]);
    context.header("Content-Security-Policy", policy(once, source));
    context.header("Content-Language", language);
    context.header("Vary", "Accept-Language");
    context.header("Cache-Control", "no-store");
    context.header("X-Content-Type-Options", "nosniff");
    return context.html(pageOf(source, language, once));
  });
  return site;
}

function pageOf(source: string | null, language: Language, nonce: string): string {
  const texts = TEXTS[language];
  const frame =
    source === null
      ? `<p role="alert">${texts.none}</p>`
      : `<iframe id="app" title="Karla" src="${escapeHtml(source)}"></iframe><p id="late" role="alert" hidden>${texts.late}</p>`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${texts.title}</title><link rel="icon" href="data:,">
<style nonce="${nonce}">${ADMINISTRATION_STYLE}</style>
</head>
<body>
<header><strong>${texts.title}</strong></header>
${frame}
<script nonce="${nonce}">${SCRIPT}</script>
</body>
</html>
`;
}

function policy(nonce: string, source: string | null): string {
  const own = `'nonce-${nonce}'`;
  const frame = source === null ? "'none'" : new URL(source).origin;
  return [
    "default-src 'none'",
    `script-src ${own}`,
    `style-src ${own}`,
    `frame-src ${frame}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
