import type { Locale } from "../locale.ts";
import { type Html, html } from "../render/html.ts";
import { createMomentWords } from "../render/moment-words.ts";
import { TRACKING_TEXTS } from "../texts/tracking-texts.ts";
import { CLAIM_TEXTS } from "./claim-texts.ts";
import type { MadeClaim } from "./read-claims.ts";

/** What was reported of an order, in the order in which it is given; nothing where there is nothing. */
export function renderClaims(
  claims: readonly MadeClaim[],
  { locale, timeZone }: { locale: Locale; timeZone: string },
): Html | null {
  if (claims.length === 0) return null;
  const t = CLAIM_TEXTS[locale];
  const moments = createMomentWords(locale, timeZone);
  const made = claims.map(({ at, reason, status, items }) => {
    const when = at !== null && html`<span class="karla-hint">${moments.date(at)}</span> `;
    const what = reason === null ? t.reason_unknown : t.reasons[reason];
    const pieces = items.map(
      ({ title, quantity }) => html`<li>${quantity} × <bdi>${title ?? TRACKING_TEXTS[locale].item_unnamed}</bdi></li>
`,
    );
    const list =
      pieces.length > 0 &&
      html`
<ul>
${pieces}</ul>`;
    return html`<li class="karla-made">${when}<strong>${what}</strong> <span class="karla-state">${t.status[status]}</span>${list}</li>
`;
  });
  return html`
<section class="karla-parcel">
<h3 class="karla-parcel-title">${t.claims}</h3>
<ul role="list">
${made}</ul>
</section>`;
}
