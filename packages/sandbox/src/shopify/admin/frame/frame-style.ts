/** The admin around the app: a bar with the shop's name, the app's menu beside the app, below each other on a phone. */
export const FRAME_STYLE = `
:root { color-scheme: light; --ink: #1c1f23; --soft: #5b636d; --bar: #1d2024; --paper: #ececea; --line: #d5d5d0; --focus: #2b5fd9; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html, body { height: 100%; margin: 0; }
body { display: grid; grid-template: auto auto 1fr / 14rem 1fr; background: var(--paper); color: var(--ink); font: 0.95rem/1.4 system-ui, sans-serif; }
header { grid-column: 1 / -1; display: flex; gap: 1rem; align-items: center; min-height: 3rem; padding: 0.25rem 1rem; background: var(--bar); color: #fff; }
header strong { font-weight: 600; }
header span { color: #c9ccd1; overflow-wrap: anywhere; }
nav { grid-row: 2 / -1; padding: 0.75rem; border-inline-end: 1px solid var(--line); }
nav ul { margin: 0; padding: 0; list-style: none; }
nav a { display: block; padding: 0.4rem 0.75rem; border-radius: 0.5rem; color: inherit; text-decoration: none; }
nav a[aria-current] { background: #fff; font-weight: 600; }
#title-bar { grid-column: 2; display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; justify-content: space-between; padding: 0.5rem 1rem; }
h1 { margin: 0; font-size: 1.1rem; font-weight: 650; }
main { grid-column: 2; grid-row: 3; display: flex; min-height: 0; }
iframe { flex: 1; width: 100%; border: 0; background: #fff; }
button { min-height: 2rem; padding: 0.25rem 0.75rem; border: 1px solid var(--line); border-radius: 0.5rem; background: #fff; color: inherit; font: inherit; cursor: pointer; }
button.primary { border-color: var(--bar); background: var(--bar); color: #fff; }
button:disabled { opacity: 0.5; cursor: default; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
#save-bar { position: fixed; inset: 0 0 auto; z-index: 1; display: flex; gap: 0.5rem; align-items: center; justify-content: end; min-height: 3rem; padding: 0.25rem 1rem; background: #33383f; color: #fff; }
#save-bar p { margin: 0 auto 0 0; }
#save-bar button { color: var(--ink); }
#loading { position: fixed; inset: 0 0 auto; z-index: 2; height: 0.2rem; overflow: hidden; background: #2f7d57; text-indent: -99rem; }
#toasts { position: fixed; inset: auto 0 1rem; z-index: 2; display: grid; justify-items: center; gap: 0.5rem; pointer-events: none; }
#toasts p { margin: 0; padding: 0.5rem 1rem; border-radius: 0.5rem; background: var(--bar); color: #fff; }
#toasts .error { background: #a51d16; }
#more-open { margin-inline-start: auto; border-color: #565c64; background: none; color: inherit; }
#more { inset: 3.5rem 0.5rem auto auto; margin: 0; padding: 0.5rem; border: 1px solid var(--line); border-radius: 0.75rem; background: #fff; }
#more button { border: 0; text-align: start; }
#more button:hover { background: var(--paper); }
dialog { max-width: min(28rem, 100% - 2rem); margin: auto; padding: 1.25rem; border: 1px solid var(--line); border-radius: 0.75rem; background: #fff; color: var(--ink); }
dialog::backdrop { background: rgb(0 0 0 / 45%); }
dialog h2 { margin: 0; font-size: 1.1rem; font-weight: 650; }
dialog div { display: flex; flex-wrap: wrap; gap: 0.5rem; justify-content: end; }
button.danger { border-color: #a51d16; background: #a51d16; color: #fff; }
.failed { color: #a51d16; }
.empty { max-width: 32rem; margin: 4rem auto; padding: 0 1.25rem; }
@media (max-width: 40rem) {
  body { grid-template: auto auto auto 1fr / 1fr; }
  nav { grid-row: auto; border: 0; border-block-end: 1px solid var(--line); padding: 0.25rem 0.5rem; overflow-x: auto; }
  nav ul { display: flex; }
  nav a { white-space: nowrap; }
  #title-bar { grid-column: 1; }
  main { grid-column: 1; grid-row: 4; }
}
`;
