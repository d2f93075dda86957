import type { Locale } from "../locale.ts";
import { filled, type Html, html } from "../render/html.ts";
import { siteLink } from "../site-link.ts";
import { CLAIM_PREFERENCES, CLAIM_REASONS, type ClaimFault, type FilledClaim, MAX_DESCRIPTION } from "./check-claim.ts";
import { type ClaimField, fieldOf, idOf } from "./claim-field.ts";
import { CLAIM_LIMITS_TOLD } from "./claim-limits.ts";
import { CLAIM_TEXTS } from "./claim-texts.ts";
import type { ClaimableOrder } from "./claimable-order.ts";
import { renderOption, renderOptions } from "./render-options.ts";
import { renderParcelChoice } from "./render-parcel-choice.ts";

export interface ClaimForm {
  readonly order: ClaimableOrder;
  /** Goes along, and says that the form was shown here. */
  readonly token: string;
  /** What was entered before; null in a form that nobody has sent. */
  readonly filled: FilledClaim | null;
  /** Pictures came along, and a browser does not choose them again by itself. */
  readonly lostPictures: boolean;
  readonly faults: readonly ClaimFault[];
  /** Why it is shown again though nothing in it is wrong. */
  readonly trouble: "busy" | "unsent_claim" | null;
}

const PICTURES = "image/jpeg,image/png,image/webp";

/**
 * The form in which a customer reports a problem, as a fragment of HTML. It needs no script: it goes to `action` by POST, as
 * multipart/form-data. What is wrong is told on top, with links to the fields, and at each of them.
 */
export function renderClaimForm(form: ClaimForm, { locale, action }: { locale: Locale; action: string }): Html {
  const t = CLAIM_TEXTS[locale];
  const { order, filled: entered, faults } = form;
  const at = (field: ClaimField) => faultAt(field, form, locale);
  const reasons = CLAIM_REASONS.map((value) => ({ value, words: t.reasons[value] }));
  const preferences = [
    ...CLAIM_PREFERENCES.map((value) => ({ value, words: t.preferences[value] })),
    { value: "", words: t.preferences.none },
  ];
  const description = entered?.description ?? "";
  return html`<form class="karla-claim-form" method="post" enctype="multipart/form-data" action="${siteLink(action) ?? ""}">
${renderTrouble(form, locale)}<input type="hidden" name="token" value="${form.token}">${renderParcelChoice(order, { locale, entered, at })}
${renderOptions(
  { field: "reason", legend: t.reason, fault: at("reason") },
  reasons.map((option, index) =>
    renderOption({ ...option, field: "reason", index, chosen: entered?.reason === option.value, required: true }),
  ),
)}
<p class="karla-field"><label for="${idOf("description")}">${t.description}</label>${at("description")}
<textarea class="karla-input" id="${idOf("description")}" name="description" rows="4" maxlength="${MAX_DESCRIPTION}"${describedBy("description", faults)}>
${description}</textarea></p>
${renderOptions(
  { field: "preference", legend: t.preference, fault: at("preference") },
  preferences.map((option, index) =>
    renderOption({
      ...option,
      field: "preference",
      index,
      chosen: (entered?.preference ?? "") === option.value,
      required: false,
    }),
  ),
)}
${renderPicture({ field: "photos", several: true, label: t.photos, hint: filled(t.photos_hint, CLAIM_LIMITS_TOLD) }, form, locale)}
${renderPicture({ field: "signature", several: false, label: t.signature, hint: html`${t.signature_hint}` }, form, locale)}
<p class="karla-field"><button class="karla-button" type="submit">${t.submit}</button></p>
</form>`;
}

/** What keeps the form from being taken. The focus goes there, so that it is the first thing that is read out. */
function renderTrouble({ faults, trouble, lostPictures }: ClaimForm, locale: Locale): Html | null {
  const t = CLAIM_TEXTS[locale];
  const links = faults.map(
    (fault) => html`<li><a href="#${idOf(fieldOf(fault))}">${t.faults[fault]}</a></li>
`,
  );
  if (trouble === null && links.length === 0) return null;
  const what =
    trouble === null
      ? html`<h3 class="karla-subtitle">${t.faulty}</h3>
<ul>
${links}</ul>`
      : html`<p>${t[trouble]}</p>`;
  const pictures =
    lostPictures &&
    html`
<p>${t.photos_again}</p>`;
  return html`<div class="karla-note karla-note--error" role="alert" tabindex="-1" autofocus>${what}${pictures}</div>
`;
}

function faultAt(field: ClaimField, { faults }: ClaimForm, locale: Locale): Html | null {
  const told = faults.filter((fault) => fieldOf(fault) === field).map((fault) => CLAIM_TEXTS[locale].faults[fault]);
  if (told.length === 0) return null;
  return html`
<span class="karla-fault" id="${idOf(field)}-fault">${told.join(" ")}</span>`;
}

function describedBy(field: ClaimField, faults: readonly ClaimFault[], hint = false): Html | null {
  const isWrong = faults.some((fault) => fieldOf(fault) === field);
  const ids = [...(hint ? [`${idOf(field)}-hint`] : []), ...(isWrong ? [`${idOf(field)}-fault`] : [])];
  const invalid = isWrong && html` aria-invalid="true"`;
  return ids.length === 0 ? null : html` aria-describedby="${ids.join(" ")}"${invalid}`;
}

interface PictureField {
  readonly field: "photos" | "signature";
  readonly several: boolean;
  readonly label: string;
  readonly hint: Html;
}

function renderPicture({ field, several, label, hint }: PictureField, form: ClaimForm, locale: Locale): Html {
  const id = idOf(field);
  return html`<p class="karla-field"><label for="${id}">${label}</label>
<span class="karla-hint" id="${id}-hint">${hint}</span>${faultAt(field, form, locale)}
<input class="karla-input" id="${id}" name="${field}" type="file" accept="${PICTURES}"${several && html` multiple`}${describedBy(field, form.faults, true)}></p>`;
}
