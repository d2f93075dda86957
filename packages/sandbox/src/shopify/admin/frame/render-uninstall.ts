import { escapeHtml } from "../../../page/escape-html.ts";
import type { FrameTexts } from "./frame-texts.ts";

/** The menu of the admin's bar with the way to take the app out of the shop, and the question that comes before it. */
export function renderUninstall(texts: FrameTexts): { menu: string; question: string } {
  const menu = `<button type="button" id="more-open" popovertarget="more" aria-label="${escapeHtml(texts.more)}">…</button>
<div id="more" popover><button type="button" id="uninstall-ask">${escapeHtml(texts.uninstall)}</button></div>`;
  const question = `<dialog id="confirm" aria-labelledby="confirm-title" aria-describedby="confirm-hint">
<h2 id="confirm-title">${escapeHtml(texts.uninstallTitle)}</h2>
<p id="confirm-hint">${escapeHtml(texts.uninstallHint)}</p>
<p id="failed" class="failed" role="alert" hidden>${escapeHtml(texts.failed)}</p>
<div>
<button type="button" id="keep">${escapeHtml(texts.cancel)}</button>
<button type="button" id="uninstall" class="danger">${escapeHtml(texts.uninstall)}</button>
</div>
</dialog>`;
  return { menu, question };
}
