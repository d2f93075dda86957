import { escapeHtml } from "./escape-html.ts";
import type { Overview } from "./overview.ts";
import { PAGE_SCRIPT } from "./page-script.ts";
import { PAGE_STYLE } from "./page-style.ts";
import type { Language, Texts } from "./texts.ts";

/** The texts of one platform's shop. */
type PageTexts = Texts & Texts["shop"]["shopify"];

/** The page as HTML. Without a script it reloads itself; with one it only fetches what changed. */
export function renderPage(overview: Overview, texts: PageTexts, language: Language, nonce: string): string {
  const { columns, counters } = texts;
  const counter = (id: keyof Overview["counters"]): string =>
    `<div><dt>${escapeHtml(counters[id])}</dt><dd id="${id}">${escapeHtml(overview.counters[id])}</dd></div>`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(texts.title)}</title>
<noscript><meta http-equiv="refresh" content="3"></noscript>
<style nonce="${nonce}">${PAGE_STYLE}</style>
</head>
<body>
<header>
<h1>${escapeHtml(texts.title)}</h1>
<p>${escapeHtml(texts.lead)}</p>
<dl>${counter("events")}${counter("acknowledged")}${counter("orders")}${counter("inCore")}</dl>
</header>
<main>
<p id="notice" role="status">${escapeHtml(overview.notice)}</p>
<div class="scroll" role="region" aria-labelledby="caption" tabindex="0">
<table>
<caption id="caption">${escapeHtml(texts.caption)}</caption>
<thead><tr>
<th scope="col">${escapeHtml(columns.number)}</th>
<th scope="col">${escapeHtml(columns.kind)}</th>
<th scope="col" class="figure">${escapeHtml(columns.total)}</th>
<th scope="col" class="figure">${escapeHtml(columns.parcels)}</th>
<th scope="col">${escapeHtml(columns.state)}</th>
</tr></thead>
<tbody id="rows">${overview.rows.map(row).join("\n")}</tbody>
</table>
</div>
</main>
<script nonce="${nonce}">${PAGE_SCRIPT}</script>
</body>
</html>
`;
}

function row({ number, kind, total, parcels, state, stateText }: Overview["rows"][number]): string {
  return `<tr><th scope="row">${escapeHtml(number)}</th><td>${escapeHtml(kind)}</td><td class="figure">${escapeHtml(total)}</td><td class="figure">${escapeHtml(parcels)}</td><td class="${state}">${escapeHtml(stateText)}</td></tr>`;
}
