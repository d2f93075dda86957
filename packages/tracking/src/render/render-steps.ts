import type { StepName } from "../texts/tracking-texts.ts";
import type { StepView } from "../tracking-view.ts";
import { type Html, html } from "./html.ts";
import type { WordsOfPage } from "./words-of-page.ts";

/**
 * The progress line: what the colours say is said in words as well, for whoever hears the page. Where there is little room,
 * only the current step is named, and that not where the phase `isSaid` above it.
 */
export function renderSteps(steps: readonly StepView[], isSaid: boolean, { t }: WordsOfPage): Html | null {
  if (steps.length === 0) return null;
  const collected = steps.some(({ phase }) => phase === "collect");
  const here = steps.findLastIndex(({ standing }) => standing !== "ahead");
  const items = steps.map(({ phase, standing }, index) => {
    const current = index === here && html` aria-current="step"`;
    const said = standing !== "ahead" && html`<span class="karla-hidden"> (${t.step_standing[standing]})</span>`;
    const name = html`<span class="karla-step-name">${t.step[nameOf(phase, collected)]}</span>`;
    return html`<li class="karla-step karla-step--${standing}"${current}>${name}${said}</li>
`;
  });
  return html`
<ol class="karla-steps${!isSaid && html` karla-steps--named`}" role="list" aria-label="${t.progress}">
${items}</ol>`;
}

function nameOf(phase: StepView["phase"], collected: boolean): StepName {
  return phase === "delivered" && collected ? "collected" : phase;
}
