import type { EventView } from "../tracking-view.ts";
import { eventWords } from "./event-words.ts";
import { filled, type Html, html } from "./html.ts";
import type { WordsOfPage } from "./words-of-page.ts";

/** So many are open to everyone; the others are behind one more press, but never a single one. */
const OPEN = 3;

/** What has happened to a parcel, newest first. */
export function renderHistory(events: readonly EventView[], words: WordsOfPage): Html | null {
  if (events.length === 0) return null;
  const open = events.length === OPEN + 1 ? events.length : OPEN;
  return html`
<h4 class="karla-subtitle">${words.t.history}</h4>
${list(events.slice(0, open), words)}${renderEarlier(events.slice(open), words)}`;
}

function renderEarlier(events: readonly EventView[], words: WordsOfPage): Html | null {
  if (events.length === 0) return null;
  const { t, plural } = words;
  return html`
<details class="karla-earlier"><summary>${filled(plural(t.earlier, events.length), { count: events.length })}</summary>
${list(events, words)}</details>`;
}

function list(events: readonly EventView[], words: WordsOfPage): Html {
  return html`<ol class="karla-events" role="list">
${events.map((event) => renderEvent(event, words))}</ol>`;
}

function renderEvent(event: EventView, words: WordsOfPage): Html {
  const { at, place } = event;
  const when = at !== null && html`<span class="karla-event-at">${words.moments.event(at)}</span> `;
  const where = place !== null && html` <bdi class="karla-event-place">${place}</bdi>`;
  return html`<li class="karla-event">${when}<span class="karla-event-words">${eventWords(event, words)}</span>${where}</li>
`;
}
