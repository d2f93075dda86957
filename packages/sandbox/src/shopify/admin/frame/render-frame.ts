import { escapeHtml } from "../../../page/escape-html.ts";
import type { Language } from "../../../page/texts.ts";
import { FRAME_STYLE } from "./frame-style.ts";
import { FRAME_TEXTS } from "./frame-texts.ts";

export interface Framed {
  shop: string;
  language: Language;
  nonce: string;
  script: string;
  /** Null: there is none to show. */
  app: { origin: string; src: string } | null;
}

/** The admin's page with the app in it. */
export function renderFrame({ shop, language, nonce, script, app }: Framed): string {
  const texts = FRAME_TEXTS[language];
  const head = `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(`${texts.admin} · ${shop}`)}</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${FRAME_STYLE}</style>
</head>`;
  const header = `<header><strong>${escapeHtml(texts.admin)}</strong><span>${escapeHtml(shop)}</span></header>`;
  if (app === null)
    return `${head}
<body>
${header}
<main><div class="empty"><h1>${escapeHtml(texts.noApp)}</h1><p>${escapeHtml(texts.noAppHint)}</p></div></main>
</body>
</html>
`;
  return `${head}
<body data-shop="${escapeHtml(shop)}" data-app-origin="${escapeHtml(app.origin)}">
${header}
<nav aria-label="${escapeHtml(texts.menu)}"><ul id="nav"></ul></nav>
<div id="title-bar" hidden><h1 id="title"></h1><div id="buttons"></div></div>
<div id="save-bar" role="region" aria-label="${escapeHtml(texts.unsaved)}" hidden>
<p>${escapeHtml(texts.unsaved)}</p>
<button type="button" id="discard">${escapeHtml(texts.discard)}</button>
<button type="button" id="save">${escapeHtml(texts.save)}</button>
</div>
<div id="loading" role="status" hidden>${escapeHtml(texts.loading)}</div>
<main><iframe id="app" title="${escapeHtml(texts.app)}" data-src="${escapeHtml(app.src)}"></iframe></main>
<div id="toasts" role="status"></div>
<script nonce="${nonce}" type="module">${script}</script>
</body>
</html>
`;
}
