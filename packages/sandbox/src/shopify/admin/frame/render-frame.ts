import { escapeHtml } from "../../../page/escape-html.ts";
import type { Language } from "../../../page/texts.ts";
import { FRAME_STYLE } from "./frame-style.ts";
import { FRAME_TEXTS, type FrameTexts } from "./frame-texts.ts";
import { renderConsent } from "./render-consent.ts";
import { renderUninstall } from "./render-uninstall.ts";

/** What the admin has to show: nothing is configured, the app was uninstalled, or this address of the app. */
export type ShownApp =
  | { state: "none" }
  | { state: "uninstalled" }
  | { state: "installed"; origin: string; src: string; optionalScopes: readonly string[] };

export interface Framed {
  shop: string;
  language: Language;
  nonce: string;
  scripts: { frame: string; installation: string };
  app: ShownApp;
}

/** The admin's page with the app in it. */
export function renderFrame({ shop, language, nonce, scripts, app }: Framed): string {
  const texts = FRAME_TEXTS[language];
  const { menu, question } = renderUninstall(texts);
  const script = (text: string): string => `<script nonce="${nonce}" type="module">${text}</script>`;
  const page = (body: string, { origin, menu }: { origin?: string; menu: string }): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(`${texts.admin} · ${shop}`)}</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${FRAME_STYLE}</style>
</head>
<body data-shop="${escapeHtml(shop)}"${origin === undefined ? "" : ` data-app-origin="${escapeHtml(origin)}"`}>
<header><strong>${escapeHtml(texts.admin)}</strong><span>${escapeHtml(shop)}</span>${menu}</header>
${body}
</body>
</html>
`;
  switch (app.state) {
    case "none":
      return page(`<main><div class="empty">${said(texts.noApp, texts.noAppHint)}</div></main>`, { menu: "" });
    case "uninstalled":
      return page(`${installation(texts)}\n${script(scripts.installation)}`, { menu: "" });
    case "installed": {
      const questions = `${question}\n${renderConsent(texts, app.optionalScopes)}`;
      const body = [around(texts, app.src), questions, script(scripts.installation), script(scripts.frame)];
      return page(body.join("\n"), { origin: app.origin, menu });
    }
  }
}

function said(title: string, hint: string): string {
  return `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(hint)}</p>`;
}

function installation(texts: FrameTexts): string {
  return `<main><div class="empty">
${said(texts.notInstalled, texts.notInstalledHint)}
<button type="button" id="install" class="primary">${escapeHtml(texts.install)}</button>
<p id="failed" class="failed" role="alert" hidden>${escapeHtml(texts.failed)}</p>
</div></main>`;
}

/** The app, and the parts of the admin it may fill. */
function around(texts: FrameTexts, src: string): string {
  return `<nav aria-label="${escapeHtml(texts.menu)}"><ul id="nav"></ul></nav>
<div id="title-bar" hidden><h1 id="title"></h1><div id="buttons"></div></div>
<div id="save-bar" role="region" aria-label="${escapeHtml(texts.unsaved)}" hidden>
<p>${escapeHtml(texts.unsaved)}</p>
<button type="button" id="discard">${escapeHtml(texts.discard)}</button>
<button type="button" id="save">${escapeHtml(texts.save)}</button>
</div>
<div id="loading" role="status" hidden>${escapeHtml(texts.loading)}</div>
<main><iframe id="app" title="${escapeHtml(texts.app)}" data-src="${escapeHtml(src)}"></iframe></main>
<div id="toasts" role="status"></div>`;
}
