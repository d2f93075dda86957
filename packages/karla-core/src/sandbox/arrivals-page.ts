import { html, raw } from "hono/html";
import { formatMoney } from "../http/format-money.ts";
import type { PageLanguage } from "../http/page-language.ts";
import { PAGE_STYLE } from "../http/page-style.ts";

export interface Arrivals {
  readonly shops: readonly { readonly slug: string; readonly orders: number; readonly variants: number }[];
  readonly orders: readonly {
    readonly slug: string;
    readonly number: string;
    readonly arrivedAt: Date;
    readonly parcels: number;
    readonly total: number | null;
    readonly currency: string;
  }[];
}

const en = {
  title: "Karla core",
  intro: "A self-hosted core in sandbox mode. Orders appear here as they arrive.",
  pause: "Refresh every two seconds",
  shops: "Shops",
  shop: "Shop",
  orders: "Orders",
  variants: "Products",
  latest: "Latest orders",
  number: "Order",
  time: "Arrived",
  parcels: "Parcels",
  total: "Total",
  none: "Nothing has arrived yet.",
};

const de: typeof en = {
  title: "Karla-Core",
  intro: "Ein selbst betriebener Core im Sandbox-Betrieb. Bestellungen erscheinen hier, sobald sie eintreffen.",
  pause: "Alle zwei Sekunden aktualisieren",
  shops: "Shops",
  shop: "Shop",
  orders: "Bestellungen",
  variants: "Produkte",
  latest: "Letzte Bestellungen",
  number: "Bestellung",
  time: "Eingetroffen",
  parcels: "Pakete",
  total: "Summe",
  none: "Noch nichts eingetroffen.",
};

const TEXTS = { en, de };

/** Swaps the part that changes in place, so that focus and scroll position stay; the box above stops it. */
const REFRESH = `setInterval(async () => {
  if (!document.getElementById("refresh").checked) return;
  const answer = await fetch("/").catch(() => null);
  if (!answer || !answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
  if (fresh) document.getElementById("live").replaceWith(fresh);
}, 2000);`;

/** `GET /` in the sandbox. It needs no key there, so it is not served otherwise. */
export function arrivalsPage(
  { language, nonce }: { language: PageLanguage; nonce: string },
  { shops, orders }: Arrivals,
) {
  const t = TEXTS[language];
  const time = new Intl.DateTimeFormat(language, { timeStyle: "medium" });
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${t.title}</title>
<style nonce="${nonce}">${raw(PAGE_STYLE)}</style>
</head>
<body>
<main>
<h1>${t.title}</h1>
<p class="muted">${t.intro}</p>
<label><input type="checkbox" id="refresh" checked> ${t.pause}</label>
<div id="live">
<h2>${t.shops}</h2>
${
  shops.length === 0
    ? html`<p>${t.none}</p>`
    : html`<table>
<thead><tr>
<th scope="col">${t.shop}</th><th scope="col" class="number">${t.orders}</th><th scope="col" class="number">${t.variants}</th>
</tr></thead>
<tbody>${shops.map(
        (shop) => html`<tr>
<td>${shop.slug}</td><td class="number">${shop.orders}</td><td class="number">${shop.variants}</td>
</tr>`,
      )}</tbody>
</table>`
}
<h2>${t.latest}</h2>
${
  orders.length === 0
    ? html`<p>${t.none}</p>`
    : html`<table>
<thead><tr>
<th scope="col">${t.number}</th><th scope="col">${t.shop}</th><th scope="col">${t.time}</th>
<th scope="col" class="number">${t.parcels}</th><th scope="col" class="number">${t.total}</th>
</tr></thead>
<tbody>${orders.map(
        (order) => html`<tr>
<td>${order.number}</td><td>${order.slug}</td>
<td><time datetime="${order.arrivedAt.toISOString()}">${time.format(order.arrivedAt)}</time></td>
<td class="number">${order.parcels}</td><td class="number">${formatMoney(language, order.total, order.currency)}</td>
</tr>`,
      )}</tbody>
</table>`
}
</div>
</main>
<script nonce="${nonce}">${raw(REFRESH)}</script>
</body>
</html>`;
}
