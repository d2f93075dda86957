import type { Locale } from "./locale.ts";
import { type Html, html } from "./render/html.ts";
import { renderFact } from "./render/render-fact.ts";
import { renderItems } from "./render/render-items.ts";
import { renderParcel } from "./render/render-parcel.ts";
import { renderStatus } from "./render/render-status.ts";
import { type WordsOfPage, wordsOfPage } from "./render/words-of-page.ts";
import { siteLink } from "./site-link.ts";
import type { TrackingView } from "./tracking-view.ts";
import type { OrderState } from "./view/order-state.ts";

/** What the page around the timeline decides. */
export interface TrackingPage {
  readonly locale: Locale;
  /** IANA name of the zone in which instants are told, e.g. `Europe/Berlin`. Throws where the runtime does not know it. */
  readonly timeZone: string;
  /** HTML for the place below the status, e.g. a campaign. It is put in as it is: whoever makes it has to escape. */
  readonly slot?: string;
  /** Where a customer reports that something is wrong with the order: https, or a path of the same site. */
  readonly resolveUrl?: string;
}

/** States in which the only parcel's phase says more than the order's state. */
const VAGUE: ReadonlySet<OrderState> = new Set<OrderState>(["problem", "delayed"]);

/**
 * The timeline of an order as a fragment of HTML: headings from `h2` on, no script, no style, no image, nothing loaded. The
 * page brings `TRACKING_STYLE` and its own frame.
 */
export function renderTracking(view: TrackingView, page: TrackingPage): string {
  const words = wordsOfPage(page);
  const { parcels, state } = view;
  const { slot } = page;
  const campaign =
    slot !== undefined &&
    html`
<div class="karla-slot">${{ safe: slot }}</div>`;
  const cards = parcels.map((parcel, index) =>
    renderParcel(parcel, { position: index + 1, count: parcels.length, saysPhase: VAGUE.has(state) }, words),
  );
  return html`<section class="karla-tracking karla-tracking--${state}" lang="${page.locale}">${renderStatus(view, words)}${campaign}${cards}${renderUnsent(view, words)}${renderFoot(view, page, words)}
</section>
`.safe;
}

function renderUnsent({ unsent, state }: TrackingView, words: WordsOfPage): Html | null {
  if (unsent.length === 0) return null;
  const waits = state !== "nothing_to_ship" && state !== "cancelled";
  return html`
<section class="karla-parcel">
<h3 class="karla-parcel-title">${waits ? words.t.unsent : words.t.items}</h3>${renderItems(unsent, words)}
</section>`;
}

function renderFoot({ placedAt, total }: TrackingView, page: TrackingPage, { t, moments }: WordsOfPage): Html | null {
  const facts = [
    ...(placedAt === null ? [] : [renderFact(t.placed, moments.date(placedAt))]),
    ...(total === null ? [] : [renderFact(t.total, html`${money(total, page.locale)}`)]),
  ];
  const list =
    facts.length > 0 &&
    html`
<dl class="karla-facts">${facts}
</dl>`;
  const url = siteLink(page.resolveUrl ?? null);
  const resolve =
    url !== null &&
    html`
<p class="karla-text"><a class="karla-link" href="${url}">${t.resolve}</a></p>`;
  if (!list && !resolve) return null;
  return html`
<footer class="karla-foot">${list}${resolve}
</footer>`;
}

/** What is no code of a currency is shown as it is. */
function money({ amount, currency }: { amount: number; currency: string }, locale: Locale): string {
  if (!/^[A-Z]{3}$/.test(currency)) return `${amount} ${currency}`;
  return new Intl.NumberFormat(locale, { style: "currency", currency }).format(amount);
}
