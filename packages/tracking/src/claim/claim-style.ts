/** The style of the claim form, which comes behind `TRACKING_STYLE`: only the page that has the form has to load it. */
export const CLAIM_STYLE = `
.karla-claim * { box-sizing: border-box; }
.karla-claim :where(h2, h3, p, ul, fieldset, legend) { margin: 0; padding: 0; color: inherit; }
.karla-claim :where(ul, li) { list-style: none; }
.karla-claim fieldset { min-inline-size: 0; border: 0; }
.karla-claim :is(.karla-field, .karla-note) { margin-block-start: 1.25rem; }
.karla-claim .karla-note a { color: inherit; }
.karla-claim :is(.karla-field > label, legend) { display: block; font-weight: 600; }
.karla-hint { color: var(--k-muted); font-size: 0.875rem; }
.karla-fault { display: block; color: var(--k-error); }
.karla-option { display: flex; gap: 0.75rem; align-items: center; min-block-size: 2.75rem; }
.karla-option input { flex: none; inline-size: 1.25rem; block-size: 1.25rem; margin: 0; accent-color: var(--k-accent); }
.karla-option label { flex: 1; padding-block: 0.5rem; }
.karla-piece { display: flex; flex-wrap: wrap; gap: 0.25rem 0.75rem; align-items: center; margin-block-start: 0.25rem; }
.karla-piece label { flex: 1 1 10rem; }
.karla-piece .karla-input { inline-size: 6rem; margin: 0; }
.karla-parcel-choice .karla-field { margin-block: 0 0.75rem; padding-inline-start: 2rem; }
.karla-parcel-choice:has(> .karla-option > input:not(:checked)) > .karla-field { display: none; }
.karla-made { padding-block: 0.5rem; }
.karla-made > .karla-hint, .karla-state { display: block; }
.karla-claim [role="status"]:focus-visible { outline: 0; }
.karla-claim :is(a, input, textarea, button):focus-visible { outline: 0.1875rem solid var(--k-accent); outline-offset: 0.125rem; }
`;
