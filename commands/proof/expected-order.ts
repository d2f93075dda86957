import type { BookedAddress, BookedOrder } from "@karla/sandbox/booked-order";
import type { BookedSkip, Expectation, ExpectedAddress, ExpectedOrder } from "./expected.ts";
import { expectedProducts } from "./expected-products.ts";
import { expectedTrackings, withdrawnNumbers } from "./expected-trackings.ts";
import { majorUnits } from "./major-units.ts";

export interface Expecting {
  mapped?: (expected: ExpectedOrder, version: BookedOrder) => ExpectedOrder;
  pictures?: ExpectedOrder["pictures"];
}

/**
 * What the core must hold of an order, from the books alone: written from the product's rules, sharing no code with the
 * pipeline it judges. `history` are all versions of the order, the newest last; `mapped` adds what the shop's mapping makes of
 * a version; `pictures` says whether the app could read the shop to the end.
 */
export function expectedOrder(
  order: BookedOrder,
  history: readonly BookedOrder[],
  { mapped = (expected) => expected, pictures = "perhaps" }: Expecting = {},
): Expectation {
  const reason = skipReason(order);
  if (reason === null) return { outcome: "held", order: { ...mapped(described(order), order), pictures } };
  if (reason !== "cancelled_before_shipping") return { outcome: "skipped", reason, mayHold: [] };
  // The core may have been told before the cancellation; then it keeps what it was told.
  const before = history.filter((version) => version.cancelledAt === null && skipReason(version) === null);
  const withdrawn = withdrawnNumbers(order);
  return {
    outcome: "skipped",
    reason,
    mayHold: before.map((version) => ({ ...mapped(described(version), version), withdrawnNumbers: withdrawn })),
  };
}

function skipReason(order: BookedOrder): BookedSkip | null {
  if (order.test) return "test_order";
  const { cancelledAt } = order;
  if (cancelledAt !== null && !order.fulfillments.some(({ createdAt }) => createdAt < cancelledAt))
    return "cancelled_before_shipping";
  const nothingShips = order.lines.length > 0 && order.lines.every(({ requiresShipping }) => !requiresShipping);
  if (nothingShips && expectedTrackings(order).length === 0) return "nothing_to_ship";
  if (order.shippingAddress === null) return "no_address";
  return present(order.shippingAddress.zip) === null ? "no_zip" : null;
}

function described(order: BookedOrder): ExpectedOrder {
  const { totals, currency } = order;
  const money = (minor: number): string => majorUnits(minor, currency.digits);
  const { landingSite } = order;
  return {
    external_id: order.id,
    order_number: String(order.number),
    order_name: order.name,
    order_placed_at: new Date(order.processedAt).toISOString(),
    total_order_price: money(totals.total),
    sub_total_price: money(totals.subtotal),
    shipping_price: money(totals.shipping),
    discount_price: money(totals.discount),
    currency: currency.code,
    email_id: present(order.email) ?? present(order.customer?.email ?? null),
    external_customer_id: order.customer?.id ?? null,
    address: addressOf(order.shippingAddress),
    products: expectedProducts(order),
    pictures: "perhaps",
    discounts: order.discountCodes.map(({ code, amount, type }) => ({ code, amount: money(amount), type })),
    segments: order.tags.map(segment),
    formerSegments: order.formerTags.map(segment),
    order_analytics: {
      note_attributes: order.attributes,
      landing_site: present(landingSite),
      landing_site_ref: present(order.landingSiteRef) ?? refIn(landingSite),
      affiliate_code: null,
      campaign_code: null,
    },
    trackings: expectedTrackings(order),
    withdrawnNumbers: withdrawnNumbers(order),
  };
}

function segment(tag: string): string {
  return `Shopify.tag.${tag}`;
}

function addressOf(address: BookedAddress | null): ExpectedAddress {
  const [line1, line2] = [present(address?.line1 ?? null), present(address?.line2 ?? null)];
  return {
    address_line_1: line1,
    address_line_2: line2,
    street: present([line1, line2].filter((line) => line !== null).join(", ")),
    city: present(address?.city ?? null),
    country: present(address?.country ?? null),
    country_code: present(address?.countryCode ?? null),
    name: address === null ? null : `${address.firstName} ${address.lastName}`,
    phone: present(address?.phone ?? null),
    province: present(address?.province ?? null),
    province_code: present(address?.provinceCode ?? null),
    zip_code: present(address?.zip ?? null),
    company: present(address?.company ?? null),
  };
}

/** The `ref` of a landing site, which may be a whole URL or a path. */
function refIn(landingSite: string | null): string | null {
  if (landingSite === null || !URL.canParse(landingSite, "https://shop.invalid")) return null;
  return present(new URL(landingSite, "https://shop.invalid").searchParams.get("ref"));
}

function present(text: string | null): string | null {
  return text === null || text === "" ? null : text;
}
