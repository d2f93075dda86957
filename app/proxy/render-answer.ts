import { escapeText } from "@karla/tracking/escape-text";
import { renderFinder } from "@karla/tracking/finder";
import type { Locale } from "@karla/tracking/locale";
import { renderTracking } from "@karla/tracking/render-tracking";
import { titleOf } from "@karla/tracking/title";
import { trackingViewOf } from "@karla/tracking/tracking-view";
import { PROXY_TEXTS } from "./proxy-texts.ts";
import type { TrackAnswer } from "./track-answer.ts";

export interface AnswerPage {
  locale: Locale;
  /** The page's own address in the storefront, "/de-at/apps/karla/track". */
  action: string;
  /** Milliseconds since the epoch. */
  now: number;
}

/** An answer as a fragment of HTML. A storefront may read it as Liquid: there is nothing in it that Liquid would run. */
export function renderAnswer(answer: TrackAnswer, { locale, action, now }: AnswerPage): string {
  const content = () => {
    switch (answer.outcome) {
      case "order":
        return renderTracking(trackingViewOf(answer.order, { now }), { locale, timeZone: answer.timeZone });
      case "finder":
        return renderFinder({ locale, action, missed: false });
      case "not_found":
      case "throttled":
        return renderFinder({ locale, action, missed: true });
      case "unavailable":
        return notice(PROXY_TEXTS[locale].unavailable, { href: action, text: PROXY_TEXTS[locale].again });
      case "not_connected":
        return notice(PROXY_TEXTS[locale].notConnected);
    }
  };
  return `<div class="karla-page" lang="${locale}" dir="ltr">${withoutBraces(content())}</div>`;
}

/** What a page that shows the answer is called. Text, not HTML. */
export function titleOfAnswer(answer: TrackAnswer, { locale, now }: Pick<AnswerPage, "locale" | "now">): string {
  return titleOf(answer.outcome === "order" ? trackingViewOf(answer.order, { now }) : null, locale);
}

function notice(text: string, link?: { href: string; text: string }): string {
  const way = link === undefined ? "" : `<p><a href="${escapeText(link.href)}">${escapeText(link.text)}</a></p>`;
  return `<div class="karla-notice" role="status"><p>${escapeText(text)}</p>${way}</div>`;
}

/** Every text is escaped where it is put in. Should one be forgotten, Liquid still does not find where it begins. */
function withoutBraces(html: string): string {
  return html.replaceAll("{", "&#123;").replaceAll("}", "&#125;");
}
