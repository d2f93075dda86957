import type { BookedAddress, BookedOrder } from "@karla/sandbox/booked-order";
import { amountsOf } from "@karla/sandbox/shopware-amounts";
import type { ShopwareOrder } from "@karla/sandbox/shopware-order";
import type { BookedSkip, Expectation, ExpectedOrder } from "../expected.ts";
import { majorUnits } from "../major-units.ts";
import { expectedAddress } from "./expected-address.ts";
import { expectedProducts } from "./expected-products.ts";
import { codesOf, expectedTrackings, withdrawnCodes } from "./expected-trackings.ts";
import { idOfCustomer, idOfOrder, idsOfArticle } from "./ids.ts";
import type { ShopwareEntry } from "./shopware-books.ts";

type Mapped = (expected: ExpectedOrder, version: BookedOrder) => ExpectedOrder;

/**
 * What the core must hold of an order of a Shopware shop that takes orders in every state, from the shop's books alone:
 * written from the product's rules, sharing no code with the pipeline it judges. `mapped` adds what the shop's mapping makes
 * of a version.
 */
export function expectedShopwareOrder(
  { order, history }: ShopwareEntry,
  mapped: Mapped = (expected) => expected,
): Expectation {
  const withdrawn = withdrawnCodes(order, history);
  const held = (version: ShopwareOrder): ExpectedOrder => ({
    ...mapped(described(version, history), version.booked),
    withdrawnNumbers: withdrawn,
  });
  const reason = skipReason(order);
  if (reason === null) return { outcome: "held", order: held(order) };
  if (reason !== "cancelled_before_shipping" && reason !== "deleted")
    return { outcome: "skipped", reason, mayHold: [] };
  // The core may have been told before; then it keeps what it was told.
  return { outcome: "skipped", reason, mayHold: history.filter((version) => skipReason(version) === null).map(held) };
}

function skipReason(order: ShopwareOrder): BookedSkip | null {
  const { booked, deliveries, state } = order;
  if (booked.deletedAt !== null) return "deleted";
  const left = deliveries.some((delivery) => codesOf(delivery).length > 0 || delivery.state.startsWith("shipped"));
  if (state === "cancelled" && !left) return "cancelled_before_shipping";
  const products = amountsOf(booked).lines.filter(({ line }) => idsOfArticle(line) !== null);
  const ships = products.length === 0 || products.some(({ line }) => line.requiresShipping && !line.giftCard);
  if (!ships && expectedTrackings(order, [order]).length === 0) return "nothing_to_ship";
  // A download has no delivery, and where the goods go stands with the delivery.
  if (deliveries.length === 0) return "no_address";
  return (addressOf(booked).zip ?? "").trim() === "" ? "no_zip" : null;
}

function described(order: ShopwareOrder, history: readonly ShopwareOrder[]): ExpectedOrder {
  const { booked } = order;
  const amounts = amountsOf(booked);
  const money = (minor: number): string => majorUnits(minor, booked.currency.digits);
  const goods = amounts.lines.filter(({ line }) => idsOfArticle(line) !== null);
  const number = String(booked.number);
  const { customer } = booked;
  return {
    external_id: idOfOrder(booked),
    order_number: number,
    order_name: number,
    order_placed_at: new Date(booked.processedAt).toISOString(),
    total_order_price: money(amounts.total),
    sub_total_price: money(sum(goods.map(({ total }) => total))),
    shipping_price: money(amounts.shipping),
    discount_price: money(-sum(amounts.promotions.map(({ total }) => total))),
    currency: booked.currency.code,
    // Nobody buys without one in Shopware.
    email_id: booked.email ?? customer?.email ?? `guest-${number}@example.com`,
    // A guest has an account too, and is no customer.
    external_customer_id: customer === null ? null : idOfCustomer(customer),
    address: expectedAddress(addressOf(booked)),
    products: expectedProducts(booked),
    pictures: "told",
    discounts: amounts.promotions.map(({ code, total, type }) => ({
      code,
      amount: money(-total),
      type: type === "fixed_amount" ? "absolute" : "percentage",
    })),
    segments: segmentsOf(booked),
    formerSegments: booked.formerTags.map(tagSegment),
    order_analytics: { note_attributes: [], landing_site: null, landing_site_ref: null, ...broughtBy(booked) },
    trackings: expectedTrackings(order, history),
    withdrawnNumbers: [],
  };
}

/** Without a shipping address the delivery goes to the billing address. */
function addressOf({ shippingAddress, billingAddress }: BookedOrder): BookedAddress {
  const address = shippingAddress ?? billingAddress;
  if (address === null) throw new Error("no Shopware shop sells without a billing address");
  return address;
}

/** Tags of the order and of its customer, the customer's group, and the sales channel. */
function segmentsOf({ tags, customer, company, channel }: BookedOrder): string[] {
  const ofCustomer = customer !== null && Number(customer.id) % 2 === 0 ? ["Stammkunde"] : [];
  const segments = [
    ...[...tags, ...ofCustomer].map(tagSegment),
    `Shopware.customer_group.${company === null ? "Standard-Kundengruppe" : "Händler"}`,
    `Shopware.sales_channel.${channel === "shopify_draft_order" ? "Telefonbestellung" : "Storefront"}`,
  ];
  return [...new Set(segments)];
}

function tagSegment(tag: string): string {
  return `Shopware.tag.${tag}`;
}

/** Shopware keeps two codes of the link by which the customer came. */
function broughtBy({
  landingSite,
}: BookedOrder): Pick<ExpectedOrder["order_analytics"], "affiliate_code" | "campaign_code"> {
  const base = "https://shop.invalid";
  const query =
    landingSite !== null && URL.canParse(landingSite, base) ? new URL(landingSite, base).searchParams : null;
  return { affiliate_code: query?.get("ref") || null, campaign_code: query?.get("utm_campaign") || null };
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
