import { escapeText } from "@karla/tracking/escape-text";
import type { Locale } from "@karla/tracking/locale";

/** A fragment as the part of a storefront's page that is ours. There is nothing in it that Liquid would run. */
export function framed(locale: Locale, content: string): string {
  return `<div class="karla-page" lang="${locale}" dir="ltr">${withoutBraces(content)}</div>`;
}

/** Some words in place of a page, and perhaps a way out. */
export function notice(text: string, link?: { href: string; text: string }): string {
  const way = link === undefined ? "" : `<p><a href="${escapeText(link.href)}">${escapeText(link.text)}</a></p>`;
  return `<div class="karla-notice" role="status"><p>${escapeText(text)}</p>${way}</div>`;
}

/** Every text is escaped where it is put in. Should one be forgotten, Liquid still does not find where it begins. */
function withoutBraces(html: string): string {
  return html.replaceAll("{", "&#123;").replaceAll("}", "&#125;");
}
