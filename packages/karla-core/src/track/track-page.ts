import { html, raw } from "hono/html";
import { formatMoney } from "../http/format-money.ts";
import type { PageLanguage } from "../http/page-language.ts";
import { PAGE_STYLE } from "../http/page-style.ts";
import type { OrderDetail, TrackingDetail } from "../orders/order-detail.ts";
import { TRACK_TEXTS } from "./track-texts.ts";

interface Page {
  readonly language: PageLanguage;
  readonly nonce: string;
}

/** Whether a link that came from outside may be followed: never `javascript:`, `data:` and the like. */
function isWebLink(url: string | null): url is string {
  return url !== null && URL.canParse(url) && ["http:", "https:"].includes(new URL(url).protocol);
}

/** `html` escapes every value put into it; nothing that came from outside goes through `raw`. */
function frame({ language, nonce }: Page, title: string, content: unknown) {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style nonce="${nonce}">${raw(PAGE_STYLE)}</style>
</head>
<body><main>${content}</main></body>
</html>`;
}

/** The order finder. With `missed` it also says that nothing was found: the same for an unknown order and a wrong zip code. */
export function finderPage(page: Page, missed: boolean) {
  const t = TRACK_TEXTS[page.language];
  return frame(
    page,
    t.title,
    html`<h1>${t.find}</h1>
${missed ? html`<p class="notice" role="alert">${t.notFound}</p>` : ""}
<form method="get">
<label>${t.orderNumber} <input type="text" name="orderNumber" required autocomplete="off"></label>
<label>${t.zipCode} <input type="text" name="zipCode" required autocomplete="postal-code"></label>
<button type="submit">${t.search}</button>
</form>`,
  );
}

export function orderPage(page: Page, order: OrderDetail) {
  const t = TRACK_TEXTS[page.language];
  const name = order.order_name ?? order.order_number;
  const placed = order.order_placed_at;
  const day =
    placed && new Intl.DateTimeFormat(page.language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(placed));
  const parcels = order.trackings.filter(({ carrier }) => carrier !== null);
  return frame(
    page,
    `${t.order} ${name}`,
    html`<h1>${t.order} ${name}</h1>
${day ? html`<p>${t.placed} <time datetime="${placed}">${day}</time></p>` : ""}
<h2>${t.parcels}</h2>
${parcels.length === 0 ? html`<p>${t.noParcel}</p>` : parcels.map((parcel) => parcelCard(page, parcel))}
<h2>${t.items}</h2>
<table><tbody>
${order.products.map(
  ({ title, quantity, price }) => html`<tr>
<td>${quantity ?? 1} × ${title ?? ""}</td><td class="number">${formatMoney(page.language, price, order.currency)}</td></tr>`,
)}
</tbody><tfoot><tr>
<th scope="row">${t.total}</th><td class="number">${formatMoney(page.language, order.total_order_price, order.currency)}</td>
</tr></tfoot></table>`,
  );
}

function parcelCard({ language }: Page, { carrier, phase, flag, products }: TrackingDetail) {
  const t = TRACK_TEXTS[language];
  const url = carrier?.tracking_url ?? null;
  return html`<section class="card">
<h3>${t.parcel} ${carrier?.tracking_number}</h3>
<p>${t.phases[phase]}</p>
${flag === "normal" ? "" : html`<p class="notice">${t.flags[flag]}</p>`}
${isWebLink(url) ? html`<p><a href="${url}" rel="noopener noreferrer">${t.follow}</a></p>` : ""}
<ul>${products.map(({ title, quantity }) => html`<li>${quantity ?? 1} × ${title ?? ""}</li>`)}</ul>
</section>`;
}
