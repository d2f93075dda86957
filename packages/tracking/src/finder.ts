import type { Locale } from "./locale.ts";
import { html } from "./render/html.ts";
import { siteLink } from "./site-link.ts";
import { TRACKING_TEXTS } from "./texts/tracking-texts.ts";

/** What the page around the order finder decides. */
export interface FinderPage {
  readonly locale: Locale;
  /** Where the form goes, by GET: https, or a path of the same site; empty: to the page that it stands on. */
  readonly action: string;
  /** Nothing was found. It does not say why: the same for an unknown order and for a wrong zip code. */
  readonly missed: boolean;
  /** What was typed before; it is in the page then, so leave it out where pages have to be equal. */
  readonly values?: { readonly orderNumber: string; readonly zipCode: string };
}

/** The form that finds an order, as a fragment of HTML with an `h2`. It needs no script; `orderNumber` and `zipCode` go in the query. */
export function renderFinder({ locale, action, missed, values }: FinderPage): string {
  const t = TRACKING_TEXTS[locale].finder;
  const url = siteLink(action);
  const target = url !== null && html` action="${url}"`;
  const error =
    missed &&
    html`
<p class="karla-note karla-note--error" id="karla-finder-error" role="alert">${t.missed}</p>`;
  const described = missed && html` aria-invalid="true" aria-describedby="karla-finder-error"`;
  return html`<form class="karla-finder" method="get"${target} lang="${locale}">
<h2 class="karla-title">${t.title}</h2>${error}
<p class="karla-field"><label for="karla-order-number">${t.order_number}</label>
<input class="karla-input" id="karla-order-number" name="orderNumber" type="text" required autocomplete="off" autocapitalize="characters" spellcheck="false" value="${values?.orderNumber ?? ""}"${described}></p>
<p class="karla-field"><label for="karla-zip-code">${t.zip_code}</label>
<input class="karla-input" id="karla-zip-code" name="zipCode" type="text" required autocomplete="postal-code" spellcheck="false" value="${values?.zipCode ?? ""}"${described}></p>
<p class="karla-field"><button class="karla-button" type="submit">${t.submit}</button></p>
</form>
`.safe;
}
