import type { Random } from "../../random.ts";
import type { BookedDiscountCode, BookedLine, BookedOrder } from "../booked-order.ts";
import { CHF, GBP, JPY, type Presentment, USD } from "../currency.ts";
import type { Kind } from "../kinds.ts";
import { totalsOf } from "../totals.ts";
import { GERMAN_TAX, JAPANESE_TAX, STATE_TAX, taxed } from "./book-line.ts";

/** Gives a fresh order what its kind is named for, and now and then something of another kind as well. */
export function dressOrder(plain: BookedOrder, random: Random): BookedOrder {
  const is = (kind: Kind, otherwise: number): boolean => plain.kinds.includes(kind) || random.chance(otherwise);
  let order = plain;
  if (is("two_currencies", 0.06)) order = { ...order, presentment: presentmentFor(order, random) };
  if (is("landing_site_relative", 0.15)) order = { ...order, ...relativeLandingSite(random) };
  else if (is("landing_site_absolute", 0.1)) order = { ...order, landingSite: absoluteLandingSite(random) };
  if (is("line_properties", 0.1)) order = { ...order, lines: order.lines.map((line) => withProperties(line, random)) };
  if (is("duties", 0))
    order = { ...order, lines: order.lines.map((line) => ({ ...line, duties: random.int(50, 900) })) };
  // An edit or a refund would move the discount of its line; those orders have none.
  if (is("discount_codes", 0) || (order.kinds.includes("plain") && random.chance(0.2)))
    order = discounted(order, random);
  return { ...order, totals: totalsOf(order) };
}

function presentmentFor(order: BookedOrder, random: Random): Presentment {
  const other = random.pick([CHF, GBP, JPY, USD].filter(({ code }) => code !== order.currency.code));
  return {
    currency: other,
    numerator: other === JPY ? 16_231 : random.int(8_400, 11_900),
    denominator: other === JPY ? 100 : 10_000,
  };
}

function relativeLandingSite(random: Random): Pick<BookedOrder, "landingSite" | "landingSiteRef"> {
  const ref = random.pick(["karla-tracking", "spring%20mail", "newsletter_11", ""]);
  const query = `utm_source=karla&utm_medium=tracking&utm_campaign=${random.hex(4)}${ref === "" ? "" : `&ref=${ref}`}`;
  // A few old shops still get a ref from the platform itself, and then it stands beside another one in the query.
  const landingSiteRef = random.chance(0.2) ? `platform-${random.hex(3)}` : null;
  return { landingSite: `/products/becher?${query}`, landingSiteRef };
}

function absoluteLandingSite(random: Random): string {
  const path = random.pick(["", "collections/kaffee", "pages/über-uns"]);
  return `https://shop.example.com/${path}?ref=partner-${random.hex(3)}&utm_source=partner&utm_content=a%2Fb`;
}

function withProperties(line: BookedLine, random: Random): BookedLine {
  const properties = [
    { name: "Gravur", value: "Für Oma ♥" },
    { name: "_bundle", value: random.hex(6) },
  ];
  return { ...line, properties };
}

function discounted(order: BookedOrder, random: Random): BookedOrder {
  const [first, ...rest] = order.lines;
  if (first === undefined) return order;
  const tax = order.currency === JPY ? JAPANESE_TAX : order.taxesIncluded ? GERMAN_TAX : STATE_TAX;
  const code = random.pick(["WILLKOMMEN", "Herbst-10", "DANKE 5"]);
  const sold = first.price * first.ordered;
  const goods: BookedDiscountCode = random.chance(0.5)
    ? { code, amount: Math.min(500, sold), type: "fixed_amount" }
    : { code, amount: Math.round(sold / 10), type: "percentage" };
  const shippingPrice = order.shipping?.price ?? 0;
  const free: BookedDiscountCode[] =
    shippingPrice > 0 && random.chance(0.3) ? [{ code: "VERSANDFREI", amount: shippingPrice, type: "shipping" }] : [];
  const line = taxed({ ...first, discount: goods.amount }, first.giftCard ? null : tax);
  return { ...order, lines: [line, ...rest], discountCodes: [goods, ...free] };
}
