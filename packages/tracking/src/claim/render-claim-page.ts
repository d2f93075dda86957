import type { Locale } from "../locale.ts";
import { filled, type Html, html } from "../render/html.ts";
import { CLAIM_TEXTS } from "./claim-texts.ts";
import type { MadeClaim } from "./read-claims.ts";
import { type ClaimForm, renderClaimForm } from "./render-claim-form.ts";
import { renderClaims } from "./render-claims.ts";

export interface ClaimPage {
  readonly locale: Locale;
  /** Where the form goes: https, or a path of the same site. */
  readonly action: string;
  /** IANA name of the zone in which days are told. */
  readonly timeZone: string;
}

/** What stands above the claims that there are. */
export type ClaimPageTop =
  | { kind: "form"; form: ClaimForm }
  /** A claim was made just now. */
  | { kind: "made" }
  /** Nothing can be claimed: the core knows of no parcel, or of many claims. */
  | { kind: "closed"; why: "no_parcel" | "full" };

/** The page of an order on which a problem is reported, as a fragment of HTML with an `h2`. It needs no script, and brings no style. */
export function renderClaimPage(
  { name, top, claims }: { name: string; top: ClaimPageTop; claims: readonly MadeClaim[] },
  page: ClaimPage,
): string {
  const { locale } = page;
  return html`<section class="karla-claim" lang="${locale}">
${renderTop(top, name, page)}${renderClaims(claims, page)}
</section>
`.safe;
}

function renderTop(top: ClaimPageTop, name: string, page: ClaimPage): Html {
  const t = CLAIM_TEXTS[page.locale];
  switch (top.kind) {
    case "form":
      return html`${heading(name, page.locale)}
${renderClaimForm(top.form, page)}`;
    case "made":
      return html`<div role="status" tabindex="-1" autofocus>
<h2 class="karla-title">${t.made.title}</h2>
<p class="karla-text">${t.made.lead}</p>
</div>`;
    case "closed":
      return html`${heading(name, page.locale)}
<p class="karla-text">${t[top.why]}</p>`;
  }
}

function heading(name: string, locale: Locale): Html {
  const words = filled(CLAIM_TEXTS[locale].title, { name: html`<bdi>${name}</bdi>` });
  return html`<h2 class="karla-title">${words}</h2>`;
}
