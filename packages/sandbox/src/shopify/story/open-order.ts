import type { Random } from "../../random.ts";
import type { BookedAddress, BookedAttribute, BookedCustomer, BookedLine, BookedOrder } from "../booked-order.ts";
import { EUR, JPY, USD } from "../currency.ts";
import type { Kind } from "../kinds.ts";
import { totalsOf } from "../totals.ts";
import { bookLine, GERMAN_TAX, JAPANESE_TAX, STATE_TAX } from "./book-line.ts";
import { ARTICLES, DOWNLOADS, GIFT_CARD } from "./catalogue.ts";
import { metafieldsOfCustomer, metafieldsOfOrder } from "./metafields.ts";
import { addressWithoutZip, emailOf, japaneseAddress, someAddress, someCompany } from "./people.ts";

/** Orders that never have a shipping address. */
const WITHOUT_ADDRESS: readonly Kind[] = ["pickup", "pos"];
/** Kinds that need several pieces to be moved about. */
const SEVERAL_LINES: readonly Kind[] = [
  "split",
  "cancelled_after_shipping",
  "partly_refunded",
  "edited",
  "shared_number",
];

export interface OrderWish {
  kind: Kind;
  number: number;
  placedAt: number;
}

/** An order as it is placed, before the extras that `dressOrder` adds. */
export function openOrder({ kind, number, placedAt }: OrderWish, random: Random): BookedOrder {
  const currency = kind === "no_decimals" ? JPY : random.chance(0.1) ? USD : EUR;
  const tax = currency === JPY ? JAPANESE_TAX : currency === USD ? STATE_TAX : GERMAN_TAX;
  const address = addressOf(kind, random);
  const email = emailOf(address, random);
  const lines = linesOf(kind, random).map((wish) => bookLine({ ...wish, currency, tax }, random));
  const guest = kind === "guest" || (kind === "pos" && random.chance(0.8));
  const ships = lines.some(({ requiresShipping }) => requiresShipping);
  const noAddress = WITHOUT_ADDRESS.includes(kind) || (!ships && random.chance(0.6));
  const id = random.digits(random.int(13, 14));
  const order: Omit<BookedOrder, "totals"> = {
    id,
    number,
    name: `#${number}`,
    kinds: [kind],
    version: 0,
    createdAt: placedAt,
    processedAt: kind === "draft" ? placedAt - random.int(60, 7200) * 1000 : placedAt,
    updatedAt: placedAt,
    utcOffsetMinutes: currency === JPY ? 540 : random.pick([60, 120, -300, -480, 330, 0]),
    test: kind === "test_order",
    channel: kind === "pos" ? "pos" : kind === "draft" ? "shopify_draft_order" : "web",
    currency,
    presentment: null,
    taxesIncluded: tax.included,
    lines,
    shipping: shippingOf(kind, ships, currency.digits, random),
    discountCodes: [],
    email: guest || (kind === "draft" && random.chance(0.5)) ? null : email,
    phone: random.chance(0.1) ? `+49 30 5550 ${random.digits(4)}` : null,
    customer: guest ? null : customerOf(address, email, random),
    company: kind === "b2b" ? { id: random.digits(7), locationId: random.digits(7) } : null,
    shippingAddress: noAddress ? null : address,
    billingAddress: kind === "pos" ? null : { ...address, line2: null },
    attributes: attributes(random),
    tags: random.shuffle(["VIP", "Newsletter", "Großkunde", "gift wrap", "b-ware"]).slice(0, random.int(0, 3)),
    formerTags: [],
    note: random.chance(0.2) ? "Bitte beim Nachbarn abgeben\nDanke!" : null,
    metafields: metafieldsOfOrder(id, number),
    landingSite: null,
    landingSiteRef: null,
    referringSite: random.chance(0.2) ? "https://search.example.com/" : null,
    locationId: random.digits(11),
    token: random.hex(32),
    paid: kind !== "b2b" && !random.chance(0.15),
    cancelledAt: null,
    deletedAt: null,
    fulfillments: [],
    refunds: [],
  };
  return { ...order, totals: totalsOf(order) };
}

/** Attributes as shops and their apps write them: URLs, emoji, line breaks, empty values. */
export function attributes(random: Random): BookedAttribute[] {
  const some: BookedAttribute[] = [
    { name: "gift_message", value: "Alles Gute 🎁\nzum Geburtstag" },
    { name: "delivery_date", value: `2026-11-${random.int(10, 28)}` },
    { name: "Quelle", value: "https://shop.example.com/a?b=1&c=%20d" },
    { name: "affiliate", value: random.hex(10) },
    { name: "Größe des Türschlitzes", value: "" },
    { name: "_hidden", value: '{"a":[1,2,"ü"]}' },
    { name: "loyalty_points", value: String(random.int(0, 9999)) },
  ];
  return random.shuffle(some).slice(0, random.int(0, 4));
}

function addressOf(kind: Kind, random: Random): BookedAddress {
  if (kind === "no_decimals") return japaneseAddress(random);
  if (kind === "missing_zip" || kind === "zip_added_later") return addressWithoutZip(random);
  const address = someAddress(random);
  return kind === "company" || kind === "b2b" ? { ...address, company: someCompany(random) } : address;
}

function customerOf({ firstName, lastName }: BookedAddress, email: string, random: Random): BookedCustomer {
  const id = random.digits(13);
  return { id, email, firstName, lastName, phone: null, metafields: metafieldsOfCustomer(id) };
}

type Wish = Omit<Parameters<typeof bookLine>[0], "currency" | "tax">;

function linesOf(kind: Kind, random: Random): Wish[] {
  const download = (): Wish => ({ article: random.pick(DOWNLOADS), quantity: 1, requiresShipping: false });
  const article = (quantity: number): Wish => ({ article: random.pick(ARTICLES), quantity });
  if (kind === "digital_only") return Array.from({ length: random.int(1, 2) }, download);
  if (kind === "gift_card") {
    const card: Wish = { article: GIFT_CARD, quantity: 1, requiresShipping: false, giftCard: true };
    return random.chance(0.7) ? [card, article(1)] : [card];
  }
  if (kind === "sixty_lines") return Array.from({ length: 60 }, () => article(random.int(1, 4)));
  if (SEVERAL_LINES.includes(kind)) return Array.from({ length: random.int(2, 3) }, () => article(random.int(2, 4)));
  const lines = Array.from({ length: random.int(1, 3) }, () => article(random.int(1, 3)));
  return random.chance(0.05) ? [...lines, download()] : lines;
}

function shippingOf(kind: Kind, ships: boolean, digits: number, random: Random): BookedOrder["shipping"] {
  if (kind === "pos" || !ships) return null;
  const id = random.digits(13);
  if (kind === "pickup") return { id, title: "Abholung im Laden", code: "Laden Mitte", price: 0 };
  const price = random.pick([0, 390, 490, 695]);
  if (kind === "local_delivery") return { id, title: "Lokale Lieferung", code: "local-delivery", price };
  return { id, title: "Versand", code: "standard", price: digits === 0 ? price + 5 : price };
}

/** A line that a later edit adds. */
export function lineForEdit(order: BookedOrder, random: Random): BookedLine {
  const tax = order.currency === JPY ? JAPANESE_TAX : order.taxesIncluded ? GERMAN_TAX : STATE_TAX;
  return bookLine(
    { article: random.pick(ARTICLES), quantity: random.int(1, 2), currency: order.currency, tax },
    random,
  );
}
