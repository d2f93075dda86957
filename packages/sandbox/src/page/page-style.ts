/** Calm, in the system's own font, light and dark. The state of an order is told in words; its dot only helps the eye. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --ink: #1c1f23; --soft: #5b636d; --paper: #f7f7f5; --card: #fff; --line: #e3e3de; --good: #1d7f4e; --wait: #a86500; --none: #767d86; }
@media (prefers-color-scheme: dark) { :root { --ink: #e9eaec; --soft: #a3abb5; --paper: #16181b; --card: #1e2125; --line: #32363c; --good: #57c98e; --wait: #e0a448; --none: #8f97a1; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 2.5rem 1.25rem 4rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
h1 { margin: 0; font-size: 1.75rem; font-weight: 650; letter-spacing: -0.01em; }
header p { margin: 0.25rem 0 1.5rem; color: var(--soft); }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 0.75rem; margin: 0 0 1rem; }
dl div { padding: 0.75rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: 0.75rem; }
dt { color: var(--soft); font-size: 0.85rem; }
dd { margin: 0; font-size: 1.5rem; font-weight: 600; font-variant-numeric: tabular-nums; }
#notice { min-height: 1.5rem; margin: 0 0 0.5rem; color: var(--soft); }
.scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 0.75rem; }
.scroll:focus-visible { outline: 2px solid var(--soft); outline-offset: 2px; }
table { width: 100%; border-collapse: collapse; }
caption { padding: 0.9rem 1rem 0.5rem; text-align: start; font-weight: 600; }
th, td { padding: 0.55rem 1rem; text-align: start; white-space: nowrap; border-top: 1px solid var(--line); }
thead th { color: var(--soft); font-size: 0.85rem; font-weight: 500; border-top: 0; }
tbody th { font-weight: 600; font-variant-numeric: tabular-nums; }
.figure { text-align: end; font-variant-numeric: tabular-nums; }
.in_core::before, .on_its_way::before, .not_sent::before { content: ""; display: inline-block; width: 0.55rem; height: 0.55rem; margin-inline-end: 0.5rem; border-radius: 50%; }
.in_core::before { background: var(--good); }
.on_its_way::before { background: var(--wait); }
.not_sent { color: var(--soft); }
.not_sent::before { background: none; box-shadow: inset 0 0 0 2px var(--none); }
`;
