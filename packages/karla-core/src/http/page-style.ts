/** The one style sheet of the core's few pages. Both colour schemes, no fonts, nothing loaded. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 20%, transparent); }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1.5rem; }
h1 { font-size: 1.6rem; line-height: 1.2; } h2 { font-size: 1.2rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.card { border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin: 1rem 0; }
.notice { border-left: .25rem solid #b3541e; padding-left: .75rem; }
.muted { opacity: .75; }
label { display: block; margin: .75rem 0; } input[type=text] { display: block; font: inherit; padding: .4rem; width: 100%; max-width: 20rem; }
button { font: inherit; padding: .5rem 1rem; } ul { padding-left: 1.2rem; }
`;
