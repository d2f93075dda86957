import type { ItemView } from "../tracking-view.ts";
import { type Html, html } from "./html.ts";
import type { WordsOfPage } from "./words-of-page.ts";

/** Pieces and their products. */
export function renderItems(items: readonly ItemView[], { t }: WordsOfPage): Html {
  const lines = items.map(({ title, size, quantity }) => {
    const count = html`<span class="karla-item-count">${quantity} ×</span>`;
    const kind = size !== null && html` <bdi class="karla-item-size">${size}</bdi>`;
    return html`<li class="karla-item">${count} <bdi>${title ?? t.item_unnamed}</bdi>${kind}</li>
`;
  });
  return html`
<ul class="karla-items" role="list">
${lines}</ul>`;
}
