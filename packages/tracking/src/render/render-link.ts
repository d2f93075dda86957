import { type Html, html } from "./html.ts";

/** A link to somewhere else that gives nothing away; nothing where there is none. */
export function renderLink(url: string | null, words: Html): Html | null {
  if (url === null) return null;
  return html`
<p class="karla-text"><a class="karla-link" href="${url}" rel="noopener noreferrer">${words}</a></p>`;
}
