import { renderFinder } from "@karla/tracking/finder";
import type { Locale } from "@karla/tracking/locale";
import { renderTracking } from "@karla/tracking/render-tracking";
import { TRACKING_STYLE } from "@karla/tracking/style";
import { titleOf } from "@karla/tracking/title";
import type { TrackingView } from "@karla/tracking/tracking-view";
import { html, raw } from "hono/html";

interface Page {
  readonly locale: Locale;
  readonly nonce: string;
}

/** The page is nothing but the timeline, so it has the timeline's surface. */
const FRAME_STYLE = `
:root { color-scheme: light dark; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; background: #fff; color: #1b1d20; }
h1 { max-inline-size: 42rem; margin: 0 auto; padding: 1rem 1rem 0; font-size: 1rem; font-weight: 600; line-height: 1.5; }
@media (prefers-color-scheme: dark) { body { background: #17191c; color: #eceef1; } }
`;

/** `content` comes from `@karla/tracking`, which escapes; everything else goes through `html`, which does too. */
function frame({ locale, nonce }: Page, title: string, content: string) {
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style nonce="${nonce}">${raw(FRAME_STYLE)}${raw(TRACKING_STYLE)}</style>
</head>
<body><main>
<h1>${titleOf(null, locale)}</h1>
${raw(content)}</main></body>
</html>`;
}

/** The order finder. With `missed` it also says that nothing was found: the same for an unknown order and a wrong zip code. */
export function finderPage(page: Page, missed: boolean) {
  const { locale } = page;
  return frame(page, titleOf(null, locale), renderFinder({ locale, action: "", missed }));
}

/** `timeZone`: the one in which times are told, an IANA name. */
export function orderPage(page: Page, view: TrackingView, timeZone: string) {
  const { locale } = page;
  return frame(page, titleOf(view, locale), renderTracking(view, { locale, timeZone }));
}
