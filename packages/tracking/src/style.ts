/**
 * The style of timeline and order finder, and what the claim form shares with them. It loads nothing, moves nothing while it loads, and works in any column from 18rem
 * on: it asks how wide the card is, not the window. A page changes its looks by these custom properties: `--karla-accent`,
 * `--karla-accent-text` (on the accent), `--karla-text`, `--karla-muted`, `--karla-surface`, `--karla-line`, `--karla-radius`.
 * Whoever sets one colour of text and surface sets both. As Liquid it is what it is here: no `{{` and no `{%`.
 */
export const TRACKING_STYLE = `
.karla-tracking, .karla-finder, .karla-claim {
  --k-accent: var(--karla-accent, #1b5cb8);
  --k-accent-text: var(--karla-accent-text, #fff);
  --k-text: var(--karla-text, #1b1d20);
  --k-muted: var(--karla-muted, #555b63);
  --k-surface: var(--karla-surface, #fff);
  --k-line: var(--karla-line, #d5d9de);
  --k-radius: var(--karla-radius, 0.75rem);
  --k-delay: #7a4300; --k-delay-surface: #fff3de;
  --k-error: #9b1c1c; --k-error-surface: #fdecec;
  background: var(--k-surface); color: var(--k-text);
  box-sizing: border-box; inline-size: 100%; max-inline-size: 44rem; margin-inline: auto; padding: 1rem;
  font: inherit; line-height: 1.5; text-align: start; overflow-wrap: anywhere;
}
@media (prefers-color-scheme: dark) {
  .karla-tracking, .karla-finder, .karla-claim {
    --k-accent: var(--karla-accent, #8ab6ff);
    --k-accent-text: var(--karla-accent-text, #0d1b33);
    --k-text: var(--karla-text, #eceef1);
    --k-muted: var(--karla-muted, #b3b9c1);
    --k-surface: var(--karla-surface, #17191c);
    --k-line: var(--karla-line, #3d4248);
    --k-delay: #ffc873; --k-delay-surface: #3a2a0d;
    --k-error: #ffa3a3; --k-error-surface: #3f1a1b;
  }
}
.karla-tracking *, .karla-finder * { box-sizing: border-box; }
.karla-tracking :where(h2, h3, h4, p, ol, ul, dl, dd), .karla-finder :where(h2, p) { margin: 0; padding: 0; color: inherit; }
.karla-tracking :where(ol, ul, li) { list-style: none; }
.karla-hidden, .karla-step-name { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.karla-order, .karla-label, .karla-fact dt, .karla-event-at, .karla-event-place, .karla-item-size { color: var(--k-muted); }
.karla-title { font-size: 1.75rem; font-weight: 700; line-height: 1.2; }
.karla-text { margin-block-start: 0.25rem; }
.karla-status .karla-title { margin-block: 0.125rem 0.25rem; }
.karla-tracking :is(.karla-arrival, .karla-phase, .karla-note) { margin-block-start: 0.75rem; }
.karla-arrival .karla-label, .karla-when, .karla-line { display: block; }
.karla-when { font-size: 1.25rem; line-height: 1.3; }
.karla-phase { font-size: 1.125rem; font-weight: 700; }
.karla-tracking--delayed .karla-status .karla-title { color: var(--k-delay); }
.karla-tracking:is(.karla-tracking--problem, .karla-tracking--going_back) .karla-status .karla-title { color: var(--k-error); }
.karla-note { padding: 0.5rem 0.75rem; border-radius: calc(var(--k-radius) / 2); border-inline-start: 0.25rem solid; }
.karla-note--delay { color: var(--k-delay); background: var(--k-delay-surface); }
.karla-note--error { color: var(--k-error); background: var(--k-error-surface); }
.karla-slot { margin-block-start: 1rem; }
.karla-parcel { container-type: inline-size; margin-block-start: 1rem; padding: 1rem; border: 1px solid var(--k-line); border-radius: var(--k-radius); }
.karla-parcel-title { font-size: 1.125rem; font-weight: 600; line-height: 1.3; }
.karla-subtitle { font-size: 1rem; font-weight: 600; }
.karla-tracking :is(.karla-subtitle, .karla-steps, .karla-facts, .karla-pickup) { margin-block-start: 1rem; }
.karla-link { display: inline-block; padding-block: 0.5rem; color: inherit; text-decoration: underline; text-underline-offset: 0.2em; }
.karla-steps { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr); gap: 0.25rem; position: relative; }
.karla-step::before { content: ""; display: block; block-size: 0.5rem; border-radius: 0.25rem; background: var(--k-line); }
.karla-step--done::before, .karla-step--current::before { background: var(--k-accent); }
.karla-step--stopped::before { background: var(--k-error); }
.karla-step[aria-current] .karla-step-name { font-weight: 600; }
.karla-step--stopped .karla-step-name { color: var(--k-error); }
@container (max-width: 29.99rem) {
  .karla-steps--named { padding-block-end: 1.75rem; }
  .karla-steps--named .karla-step[aria-current] .karla-step-name { inset-block-end: 0; inset-inline: 0; inline-size: auto; block-size: auto; overflow: visible; clip-path: none; white-space: normal; }
}
@container (min-width: 30rem) {
  .karla-step .karla-step-name { position: static; display: block; inline-size: auto; block-size: auto; clip-path: none; white-space: normal; padding-block-start: 0.375rem; padding-inline-end: 0.25rem; font-size: 0.875rem; line-height: 1.25; hyphens: auto; }
  .karla-step--ahead .karla-step-name { color: var(--k-muted); }
}
.karla-fact { display: flex; flex-wrap: wrap; column-gap: 0.75rem; padding-block: 0.25rem; }
.karla-fact dt { flex: 0 0 9rem; }
.karla-fact dd { flex: 1 1 12rem; min-inline-size: 0; }
.karla-address { font-style: normal; }
.karla-number { font-variant-numeric: tabular-nums; }
.karla-tracking :is(.karla-items, .karla-events) { margin-block-start: 0.25rem; }
.karla-item, .karla-event { padding-block: 0.25rem; }
.karla-item-count { font-variant-numeric: tabular-nums; }
.karla-event { position: relative; padding-inline-start: 1.25rem; }
.karla-event::before { content: ""; position: absolute; inset-inline-start: 0; inset-block-start: 0.75rem; inline-size: 0.5rem; block-size: 0.5rem; border-radius: 50%; background: var(--k-line); }
.karla-parcel > .karla-events > .karla-event:first-child::before { background: var(--k-accent); }
.karla-event-at, .karla-event-place { display: block; font-size: 0.875rem; }
.karla-earlier > summary { padding-block: 0.625rem; cursor: pointer; }
.karla-foot .karla-facts { padding-inline: 1rem; }
.karla-foot .karla-text { padding-inline: 1rem; }
.karla-finder { max-inline-size: 26rem; }
.karla-tracking .karla-field, .karla-finder .karla-field { margin-block-start: 1rem; }
.karla-finder .karla-note { margin-block-start: 0.75rem; padding: 0.5rem 0.75rem; color: var(--k-error); }
.karla-finder label { display: block; font-weight: 600; }
.karla-input { display: block; inline-size: 100%; min-block-size: 2.75rem; margin-block-start: 0.25rem; padding: 0.5rem 0.75rem; font: inherit; color: inherit; background: transparent; border: 1px solid var(--k-muted); border-radius: calc(var(--k-radius) / 2); }
.karla-input[aria-invalid="true"] { border-color: var(--k-error); }
.karla-button { min-block-size: 2.75rem; inline-size: 100%; padding: 0.5rem 1.25rem; font: inherit; font-weight: 600; color: var(--k-accent-text); background: var(--k-accent); border: 1px solid transparent; border-radius: calc(var(--k-radius) / 2); cursor: pointer; }
.karla-tracking :is(a, summary):focus-visible, .karla-finder :is(input, button):focus-visible { outline: 0.1875rem solid var(--k-accent); outline-offset: 0.125rem; }
@media (prefers-reduced-motion: no-preference) { .karla-button { transition: filter 0.15s; } .karla-button:hover { filter: brightness(1.1); } }
@media (forced-colors: active) { .karla-step::before { border: 1px solid; } .karla-step:is(.karla-step--done, .karla-step--current)::before { background: Highlight; forced-color-adjust: none; } }
`;
