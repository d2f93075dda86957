import type { BookedFulfillment, BookedOrder } from "@karla/sandbox/booked-order";
import { carrierCode } from "./carrier-codes.ts";
import type { ExpectedProduct, ExpectedTracking } from "./expected.ts";
import { movedProduct } from "./expected-products.ts";

/** Fulfillments that count: not cancelled and, where the order was cancelled, made before that. */
function countedFulfillments(order: BookedOrder): BookedFulfillment[] {
  return order.fulfillments.filter(
    ({ status, createdAt }) => status !== "cancelled" && (order.cancelledAt === null || createdAt < order.cancelledAt),
  );
}

/** One parcel per distinct number over all fulfillments that count. */
export function expectedTrackings(order: BookedOrder): ExpectedTracking[] {
  const byNumber = new Map<string, ExpectedTracking>();
  for (const fulfillment of countedFulfillments(order)) {
    const products = fulfillment.lines.flatMap((moved) => movedProduct(order, moved));
    for (const number of numbersOf(fulfillment)) {
      byNumber.set(number, merged(byNumber.get(number), parcel(fulfillment, number, products)));
    }
  }
  return [...byNumber.values()];
}

/**
 * Numbers that were announced and then withdrawn: changed on the fulfillment, cancelled with it, or of a fulfillment
 * made after the order was cancelled (its webhook may have come before the cancellation was known).
 */
export function withdrawnNumbers(order: BookedOrder): string[] {
  const counted = countedFulfillments(order);
  const live = new Set(counted.flatMap(numbersOf));
  const all = order.fulfillments.flatMap((fulfillment) => [
    ...numbersOf(fulfillment),
    ...trimmed(fulfillment.withdrawnNumbers),
  ]);
  return [...new Set(all)].filter((number) => !live.has(number));
}

/** Trimmed, without empty ones, each once. */
function numbersOf(fulfillment: BookedFulfillment): string[] {
  return trimmed(fulfillment.trackingNumbers);
}

function trimmed(numbers: readonly string[]): string[] {
  return [...new Set(numbers.map((number) => number.trim()))].filter((number) => number !== "");
}

function parcel(
  fulfillment: BookedFulfillment,
  number: string,
  products: readonly ExpectedProduct[],
): ExpectedTracking {
  return {
    tracking_number: number,
    tracking_url: urlOf(fulfillment, number),
    carrier_reference: carrierCode(fulfillment.carrier),
    external_shipment_ids: [fulfillment.id],
    placed_at: [new Date(fulfillment.createdAt).toISOString()],
    products,
  };
}

function merged(known: ExpectedTracking | undefined, more: ExpectedTracking): ExpectedTracking {
  if (known === undefined) return more;
  return {
    ...known,
    tracking_url: known.tracking_url ?? more.tracking_url,
    carrier_reference: known.carrier_reference ?? more.carrier_reference,
    external_shipment_ids: [...known.external_shipment_ids, ...more.external_shipment_ids],
    placed_at: [...known.placed_at, ...more.placed_at],
    products: [...known.products, ...more.products],
  };
}

/** Sellers' lists of numbers and URLs are not parallel, so a URL is given to a number only where that is certain. */
function urlOf(fulfillment: BookedFulfillment, number: string): string | null {
  const numbers = numbersOf(fulfillment);
  const urls = fulfillment.trackingUrls.filter((url) => /^https?:\/\//i.test(url));
  const naming = urls.find((url) => url.includes(number));
  if (naming !== undefined) return naming;
  if (numbers.length === 1 && urls.length === 1) return urls[0] ?? null;
  const another = urls.some((url) => numbers.some((other) => url.includes(other)));
  if (numbers.length !== urls.length || another) return null;
  return urls[numbers.indexOf(number)] ?? null;
}
