import type { OpeningHours } from "../tracked-order.ts";
import type { PickupView } from "../tracking-view.ts";
import { type Html, html } from "./html.ts";
import { renderFact } from "./render-fact.ts";
import { renderLines } from "./render-lines.ts";
import { renderLink } from "./render-link.ts";
import type { WordsOfPage } from "./words-of-page.ts";

/** Where a parcel waits, until when, and when that place is open. */
export function renderPickup(pickup: PickupView | null, words: WordsOfPage): Html | null {
  if (pickup === null) return null;
  const { t, moments } = words;
  const { kind, name, address, url, openingHours, until } = pickup;
  const lines = renderLines(name === null ? address : [name, ...address]);
  const place = renderFact(t.pickup[kind], html`<address class="karla-address">${lines}</address>`);
  const last = until && renderFact(t.pickup.until, html`<strong>${moments.expected(null, until)}</strong>`);
  const hours = html`${openingHours.map((each) => hoursLine(each, words))}`;
  return html`
<dl class="karla-pickup">${place}${last}${openingHours.length > 0 && renderFact(t.pickup.hours, hours)}
</dl>${renderLink(url, html`${t.pickup.link}`)}`;
}

function hoursLine({ days, hours }: OpeningHours, { moments }: WordsOfPage): Html {
  const day = days !== null && html`${moments.weekday(days)}: `;
  return html`<span class="karla-line">${day}<bdi>${hours}</bdi></span>`;
}
