import type { OpeningHours } from "../tracked-order.ts";
import type { PickupView } from "../tracking-view.ts";
import { hoursByDay } from "./hours-by-day.ts";
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
  const hours = html`${hoursLines(openingHours, words)}`;
  return html`
<dl class="karla-pickup">${place}${last}${openingHours.length > 0 && renderFact(t.pickup.hours, hours)}
</dl>${renderLink(url, html`${t.pickup.link}`)}`;
}

function hoursLines(openingHours: readonly OpeningHours[], { moments }: WordsOfPage): Html[] {
  const byDay = hoursByDay(openingHours);
  if (byDay === null) return openingHours.map(({ days, hours }) => hoursLine(days, hours));
  return byDay.map(({ from, to, hours }) => {
    const days = [...new Set([from, to])].map((day) => moments.weekday(day));
    return hoursLine(days.join(" – "), hours);
  });
}

function hoursLine(days: string | null, hours: string): Html {
  return html`<span class="karla-line">${days !== null && html`${days}: `}<bdi>${hours}</bdi></span>`;
}
