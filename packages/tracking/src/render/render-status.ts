import { isKnownEvent } from "../known-events.ts";
import type { TrackingTexts } from "../texts/tracking-texts.ts";
import type { ParcelView, TrackingView } from "../tracking-view.ts";
import type { OrderState } from "../view/order-state.ts";
import { filled, type Html, html } from "./html.ts";
import { renderArrival } from "./render-arrival.ts";
import { renderNeighbour } from "./render-neighbour.ts";
import type { WordsOfPage } from "./words-of-page.ts";

/** The first thing on the page: which order this is, where it is, and what to expect. */
export function renderStatus({ name, state, parcels, count }: TrackingView, words: WordsOfPage): Html {
  const { t, plural } = words;
  const only = parcels.length === 1 ? (parcels[0] ?? null) : null;
  const { title, lead } = t.state[state];
  const news = newsOf(state, only, t);
  const said = html`
<p class="karla-text">${news === null || news === title ? lead : news}</p>`;
  const values = { delivered: count.delivered, count: count.parcels };
  const arrived =
    count.parcels > 1 &&
    html`
<p class="karla-text">${filled(plural(t.arrived, count.parcels), values)}</p>`;
  return html`
<header class="karla-status">
<p class="karla-order">${filled(t.order, { name: html`<bdi>${name}</bdi>` })}</p>
<h2 class="karla-title">${title}</h2>${renderNeighbour(only?.neighbour ?? null, words) ?? said}${arrived}${renderArrival(only?.arrival ?? null, words)}
</header>`;
}

/** Where the only parcel arrived or did not, its newest event says how: more than the order's state can. */
function newsOf(state: OrderState, only: ParcelView | null, t: TrackingTexts): string | null {
  const newest = only?.events[0];
  if (newest === undefined || newest.phase !== only?.phase || !isKnownEvent(newest.name)) return null;
  const tells = state === "delivered" || state === "problem" || state === "going_back";
  return tells ? t.event[newest.name] : null;
}
