import { compareProducts } from "./compare-products.ts";
import { compareTrackings } from "./compare-trackings.ts";
import type { CoreOrder } from "./core-order.ts";
import { type Difference, differing, sameInstant, sameList, sameText } from "./difference.ts";
import type { ExpectedAddress, ExpectedOrder } from "./expected.ts";
import { sameDecimal } from "./same-decimal.ts";

const MONEY = ["total_order_price", "sub_total_price", "shipping_price", "discount_price"] as const;
const TEXT = ["external_id", "order_number", "order_name", "currency", "email_id", "external_customer_id"] as const;

/** Every field in which the core's order is not what the books call for. Empty: the order arrived whole. */
export function compareOrder(expected: ExpectedOrder, actual: CoreOrder): Difference[] {
  return [
    ...TEXT.flatMap((field) => differing(field, expected[field], actual[field], sameText)),
    ...MONEY.flatMap((field) => differing(field, expected[field], actual[field], sameAmount)),
    ...differing("order_placed_at", expected.order_placed_at, actual.order_placed_at, sameInstant),
    ...compareAddress(expected.address, actual.address ?? {}),
    ...compareProducts("products", expected.products, actual.products ?? [], expected.pictures),
    ...compareDiscounts(expected, actual),
    ...compareSegments(expected, actual.segments ?? []),
    ...compareAnalytics(expected, actual.order_analytics ?? {}),
    ...compareTrackings(expected, actual.trackings ?? []),
  ];
}

function sameAmount(expected: string | null, actual: string | null): boolean {
  return expected !== null && actual !== null ? sameDecimal(expected, actual) : expected === actual;
}

function compareAddress(expected: ExpectedAddress, actual: Record<string, string | null | undefined>): Difference[] {
  return Object.entries(expected).flatMap(([field, value]) =>
    differing(`address.${field}`, value, actual[field], sameText),
  );
}

function compareDiscounts(expected: ExpectedOrder, actual: CoreOrder): Difference[] {
  const held = [...(actual.discounts ?? [])];
  const missing = expected.discounts.filter(({ code, amount, type }) => {
    const place = held.findIndex(
      (other) => other.code === code && other.type === type && sameAmount(amount, other.amount ?? null),
    );
    if (place >= 0) held.splice(place, 1);
    return place < 0;
  });
  if (missing.length === 0 && held.length === 0) return [];
  return [{ field: "discounts", expected: JSON.stringify(missing), actual: JSON.stringify(held) }];
}

/** The core never takes a segment away, so those of tags the order once had may be there. */
function compareSegments(expected: ExpectedOrder, actual: readonly string[]): Difference[] {
  const wanted = new Set(expected.segments);
  const allowed = new Set([...expected.segments, ...expected.formerSegments]);
  const missing = [...wanted].filter((segment) => !actual.includes(segment));
  const extra = actual.filter((segment, place) => !allowed.has(segment) || actual.indexOf(segment) !== place);
  if (missing.length === 0 && extra.length === 0) return [];
  return [{ field: "segments", expected: JSON.stringify(missing), actual: JSON.stringify(extra) }];
}

function compareAnalytics(expected: ExpectedOrder, actual: NonNullable<CoreOrder["order_analytics"]>): Difference[] {
  const { note_attributes, landing_site, landing_site_ref, affiliate_code, campaign_code } = expected.order_analytics;
  const told = (list: readonly { name: string; value: string }[]): string[] =>
    list.map(({ name, value }) => JSON.stringify([name, value]));
  return [
    ...differing("order_analytics.landing_site", landing_site, actual.landing_site, sameText),
    ...differing("order_analytics.landing_site_ref", landing_site_ref, actual.landing_site_ref, sameText),
    ...differing("order_analytics.affiliate_code", affiliate_code, actual.affiliate_code, sameText),
    ...differing("order_analytics.campaign_code", campaign_code, actual.campaign_code, sameText),
    ...sameList("order_analytics.note_attributes", told(note_attributes), told(actual.note_attributes ?? [])),
  ];
}
