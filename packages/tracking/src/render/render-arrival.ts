import type { ArrivalView } from "../tracking-view.ts";
import { inLanguage } from "./event-words.ts";
import { type Html, html } from "./html.ts";
import type { WordsOfPage } from "./words-of-page.ts";

/** When a parcel is expected, or was. */
export function renderArrival(arrival: ArrivalView | null, { t, moments }: WordsOfPage): Html | null {
  if (arrival === null) return null;
  const { source, from, to, words, language, passed } = arrival;
  const coming = source === "recipient" ? t.arrival.asked : t.arrival.expected;
  const when = words === null ? moments.expected(from, to) : inLanguage(words, language);
  const note =
    passed &&
    html`
<p class="karla-text">${t.arrival.passed_note}</p>`;
  return html`
<p class="karla-arrival"><span class="karla-label">${passed ? t.arrival.passed : coming}</span> <strong class="karla-when">${when}</strong></p>${note}`;
}
