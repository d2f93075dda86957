import { escapeText } from "@karla/tracking/escape-text";
import { LOCALES, type Locale } from "@karla/tracking/locale";
import { PROXY_TEXTS } from "./proxy-texts.ts";

/**
 * A page as Liquid, around which the theme puts its layout. Where the request named no language, it holds the fragment in all of
 * them and the storefront, which knows its own, shows one.
 */
export function liquidPage(
  fragment: (locale: Locale) => string,
  { locale, style: css }: { locale: Locale | null; style: string },
): string {
  const style = `<style>{% raw %}${css}{% endraw %}</style>`;
  if (locale !== null) return `${style}${fragment(locale)}`;
  const others = LOCALES.filter((each) => each !== "en").map((each) => `{% when "${each}" %}${fragment(each)}`);
  const language = "{% assign karla_language = request.locale.iso_code | slice: 0, 2 %}";
  return `${style}${language}{% case karla_language %}${others.join("")}{% else %}${fragment("en")}{% endcase %}`;
}

/** A logged-in customer's own orders, by the storefront itself: no list of them has to leave it, nor be asked for. */
export function ownOrders(page: { locale: Locale; action: string }): string {
  const title = escapeText(PROXY_TEXTS[page.locale].yourOrders);
  const href = `${escapeText(page.action)}?orderNumber={{ order.name | url_encode }}&amp;locale=${page.locale}`;
  return (
    `{% if customer and customer.orders.size > 0 %}<nav class="karla-orders" lang="${page.locale}" aria-labelledby="karla-orders">` +
    `<h2 id="karla-orders">${title}</h2><ul>{% for order in customer.orders limit: 10 %}<li>` +
    `<a href="${href}">{{ order.name | escape }}</a> ` +
    `<time datetime="{{ order.created_at | date: "%Y-%m-%d" }}">{{ order.created_at | date: "%Y-%m-%d" }}</time>` +
    "</li>{% endfor %}</ul></nav>{% endif %}"
  );
}
