import type { ParcelView } from "../tracking-view.ts";
import { filled, type Html, html } from "./html.ts";
import { renderArrival } from "./render-arrival.ts";
import { renderFact } from "./render-fact.ts";
import { renderHistory } from "./render-history.ts";
import { renderItems } from "./render-items.ts";
import { renderLink } from "./render-link.ts";
import { renderNeighbour } from "./render-neighbour.ts";
import { renderPickup } from "./render-pickup.ts";
import { renderSteps } from "./render-steps.ts";
import type { WordsOfPage } from "./words-of-page.ts";

interface Place {
  /** The first is 1. */
  readonly position: number;
  /** Of all parcels; what stands above the only one is not said again. */
  readonly count: number;
  /** The order's state says less than the phase, or something else. */
  readonly saysPhase: boolean;
}

/** One parcel's card. */
export function renderParcel(parcel: ParcelView, { position, count, saysPhase }: Place, words: WordsOfPage): Html {
  const { t } = words;
  const { kind, phase, cancelled, pickup, steps, items, events } = parcel;
  const alone = count === 1;
  const title = alone ? html`${t.parcel.only}` : filled(t.parcel.one_of, { position, count });
  // Of what is only expected nobody has packed anything.
  const contents = kind === "sent" ? t.parcel.items : t.items;
  const isSaid = saysPhase || !alone;
  const said =
    isSaid &&
    html`
<p class="karla-phase">${cancelled ? t.parcel.cancelled : t.phase[phase]}</p>`;
  const packed =
    items.length > 0 &&
    html`
<h4 class="karla-subtitle">${contents}</h4>${renderItems(items, words)}`;
  return html`
<section class="karla-parcel">
<h3 class="karla-parcel-title">${title}</h3>${said}${!alone && renderNews(parcel, words)}${renderSteps(steps, isSaid, words)}${renderPickup(pickup, words)}${renderCarrier(parcel, words)}${packed}${renderHistory(events, words)}
</section>`;
}

/** What the page says at its top where there is one parcel alone. */
function renderNews({ flag, arrival, neighbour }: ParcelView, words: WordsOfPage): Html {
  const note =
    flag !== "normal" &&
    html`
<p class="karla-note karla-note--${flag}">${words.t.flag[flag]}</p>`;
  return html`${note}${renderArrival(arrival, words)}${renderNeighbour(neighbour, words)}`;
}

function renderCarrier({ carrier, number, url }: ParcelView, { t }: WordsOfPage): Html | null {
  if (number === null) return null;
  const follow = carrier === null ? html`${t.parcel.follow_unknown}` : filled(t.parcel.follow, { carrier });
  const facts = [
    ...(carrier === null ? [] : [renderFact(t.parcel.carrier, html`${carrier}`)]),
    renderFact(t.parcel.number, html`<bdi class="karla-number">${number}</bdi>`),
  ];
  return html`
<dl class="karla-facts">${facts}
</dl>${renderLink(url, follow)}`;
}
