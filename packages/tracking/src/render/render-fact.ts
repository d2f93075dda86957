import { type Html, html } from "./html.ts";

/** One name and its value in a list of facts. */
export function renderFact(name: string, value: Html): Html {
  return html`
<div class="karla-fact"><dt>${name}</dt><dd>${value}</dd></div>`;
}
