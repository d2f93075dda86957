import { type Html, html } from "./html.ts";

/** Lines of a label, each in the direction in which it is written. */
export function renderLines(lines: readonly string[]): Html[] {
  return lines.map((line) => html`<bdi class="karla-line">${line}</bdi>`);
}
