import type { ParcelView } from "../tracking-view.ts";
import { filled, type Html, html } from "./html.ts";
import { renderLines } from "./render-lines.ts";
import type { WordsOfPage } from "./words-of-page.ts";

/** Who has it instead of the customer. */
export function renderNeighbour(neighbour: ParcelView["neighbour"], { t }: WordsOfPage): Html | null {
  if (neighbour === null) return null;
  const { name, address } = neighbour;
  const named = name !== null && filled(t.neighbour.named, { name: html`<bdi>${name}</bdi>` });
  return html`
<p class="karla-text">${named || t.neighbour.unnamed}${renderLines(address)}</p>`;
}
