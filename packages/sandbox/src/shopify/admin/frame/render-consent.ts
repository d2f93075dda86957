import { escapeHtml } from "../../../page/escape-html.ts";
import type { FrameTexts } from "./frame-texts.ts";

/** The question whether the app may do more. Of the scopes it names those that are asked for are shown. */
export function renderConsent(texts: FrameTexts, scopes: readonly string[]): string {
  const entries = scopes.map(
    (scope) => `<li data-scope="${escapeHtml(scope)}">${escapeHtml(texts.scopes[scope] ?? scope)}</li>`,
  );
  return `<dialog id="consent" aria-labelledby="consent-title" aria-describedby="consent-hint consent-scopes">
<h2 id="consent-title">${escapeHtml(texts.consentTitle)}</h2>
<p id="consent-hint">${escapeHtml(texts.consentHint)}</p>
<ul id="consent-scopes">${entries.join("")}</ul>
<p id="consent-failed" class="failed" role="alert" hidden>${escapeHtml(texts.failed)}</p>
<div>
<button type="button" id="decline">${escapeHtml(texts.decline)}</button>
<button type="button" id="allow" class="primary">${escapeHtml(texts.allow)}</button>
</div>
</dialog>`;
}
