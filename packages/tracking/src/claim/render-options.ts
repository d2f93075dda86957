import { type Html, html } from "../render/html.ts";
import { type ClaimField, idOf } from "./claim-field.ts";

interface Group {
  readonly field: ClaimField;
  readonly legend: string;
  readonly fault: Html | null;
}

interface Option {
  readonly field: ClaimField;
  readonly index: number;
  readonly value: string;
  readonly words: string | Html;
  readonly chosen: boolean;
  readonly required: boolean;
}

/** A question of which one answer is chosen. */
export function renderOptions({ field, legend, fault }: Group, options: readonly Html[]): Html {
  const described = fault !== null && html` aria-describedby="${idOf(field)}-fault"`;
  return html`<fieldset class="karla-field"${described}>
<legend>${legend}</legend>${fault}
${options}</fieldset>`;
}

/** One of the answers. The first has the id to which links of the field lead. */
export function renderOption({ field, index, value, words, chosen, required }: Option): Html {
  const id = index === 0 ? idOf(field) : `${idOf(field)}-${index}`;
  return html`<p class="karla-option"><input id="${id}" name="${field}" type="radio" value="${value}"${chosen && html` checked`}${required && html` required`}>
<label for="${id}">${words}</label></p>
`;
}
