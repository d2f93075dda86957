import type { Locale } from "../locale.ts";
import { filled, type Html, html } from "../render/html.ts";
import { TRACKING_TEXTS } from "../texts/tracking-texts.ts";
import type { FilledClaim } from "./check-claim.ts";
import { type ClaimField, idOf } from "./claim-field.ts";
import { CLAIM_TEXTS } from "./claim-texts.ts";
import type { ClaimableItem, ClaimableOrder, ClaimableParcel } from "./claimable-order.ts";
import { renderOption, renderOptions } from "./render-options.ts";

interface Choice {
  readonly locale: Locale;
  readonly entered: FilledClaim | null;
  /** What is wrong at a field. */
  readonly at: (field: ClaimField) => Html | null;
}

/** Which parcel a claim is about, and how many pieces of what is in it. The only parcel is not asked for. */
export function renderParcelChoice({ parcels }: ClaimableOrder, choice: Choice): Html {
  const { locale, entered, at } = choice;
  const [only, ...others] = parcels;
  if (only === undefined) return html``;
  if (others.length === 0) {
    return html`
<input type="hidden" name="parcel" value="${only.id}">${renderItems(only, 0, choice)}`;
  }
  const options = parcels.map((parcel, index) => {
    const option = {
      field: "parcel",
      index,
      value: parcel.id,
      words: nameOf(parcel, { position: index + 1, count: parcels.length }, locale),
      chosen: entered?.parcel === parcel.id,
      required: true,
    } as const;
    return html`<div class="karla-parcel-choice">${renderOption(option)}${renderItems(parcel, index, choice)}</div>
`;
  });
  return html`
${renderOptions({ field: "parcel", legend: CLAIM_TEXTS[locale].parcel, fault: at("parcel") }, options)}`;
}

function nameOf(
  { number, carrier }: ClaimableParcel,
  place: { position: number; count: number },
  locale: Locale,
): Html {
  const what = number === null ? html`${CLAIM_TEXTS[locale].unsent}` : html`${carrier ?? ""} <bdi>${number}</bdi>`;
  return html`${filled(TRACKING_TEXTS[locale].parcel.one_of, place)}: ${what}`;
}

function renderItems({ id, items }: ClaimableParcel, index: number, { locale, entered, at }: Choice): Html | null {
  if (items.length === 0) return null;
  const isChosen = index === 0 ? entered?.parcel === id || entered === null : entered?.parcel === id;
  const fault = isChosen ? at("pieces") : null;
  const described = fault !== null && html` aria-describedby="${idOf("pieces")}-fault"`;
  const lines = items.map((item, line) => {
    const isFirst = isChosen && line === 0;
    const field = isFirst ? idOf("pieces") : `${idOf("pieces")}-${index}-${line}`;
    return renderItem(item, { id: field, value: entered?.pieces.get(item.key) ?? "0" }, locale);
  });
  return html`
<fieldset class="karla-field"${described}>
<legend>${CLAIM_TEXTS[locale].items}</legend>${fault}
${lines}</fieldset>`;
}

function renderItem(item: ClaimableItem, { id, value }: { id: string; value: string }, locale: Locale): Html {
  const size = item.size !== null && html` <bdi>${item.size}</bdi>`;
  const most = filled(CLAIM_TEXTS[locale].of, { count: item.quantity });
  return html`<p class="karla-piece"><input type="hidden" name="item" value="${item.key}">
<label for="${id}"><bdi>${item.title ?? TRACKING_TEXTS[locale].item_unnamed}</bdi>${size}</label>
<input class="karla-input" id="${id}" name="pieces" type="number" inputmode="numeric" min="0" max="${item.quantity}" value="${value}" aria-describedby="${id}-of">
<span id="${id}-of">${most}</span></p>
`;
}
