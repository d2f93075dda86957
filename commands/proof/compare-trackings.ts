import { compareProducts } from "./compare-products.ts";
import type { CoreProduct, CoreTracking } from "./core-order.ts";
import { type Difference, differing, sameText } from "./difference.ts";
import type { ExpectedOrder, ExpectedProduct, ExpectedTracking } from "./expected.ts";

/** Every live number once, with its URL, carrier and goods; numbers that were withdrawn may be there as well. */
export function compareTrackings(expected: ExpectedOrder, trackings: readonly CoreTracking[]): Difference[] {
  const actual = trackings.flatMap(({ carrier, ...rest }) => (carrier ? [{ ...rest, carrier }] : []));
  const numbers = actual.map(({ carrier }) => carrier.tracking_number);
  const allowed = new Set([
    ...expected.withdrawnNumbers,
    ...expected.trackings.map(({ tracking_number }) => tracking_number),
  ]);
  const extra = numbers.filter((number, place) => !allowed.has(number) || numbers.indexOf(number) !== place);
  return [
    ...extra.map((number) => ({ field: `trackings[${number}]`, expected: "(none)", actual: number })),
    ...expected.trackings.flatMap((wanted) => {
      const held = actual.find(({ carrier }) => carrier.tracking_number === wanted.tracking_number);
      const field = `trackings[${wanted.tracking_number}]`;
      return held === undefined
        ? [{ field, expected: wanted.tracking_number, actual: "(none)" }]
        : compareTracking(field, wanted, held);
    }),
  ];
}

type Announced = CoreTracking & { carrier: NonNullable<CoreTracking["carrier"]> };

function compareTracking(field: string, expected: ExpectedTracking, actual: Announced): Difference[] {
  const { tracking_url, carrier_reference } = actual.carrier;
  return [
    ...differing(`${field}.tracking_url`, expected.tracking_url, tracking_url, sameText),
    ...differing(`${field}.carrier_reference`, expected.carrier_reference, carrier_reference, sameText),
    ...compareProducts(`${field}.products`, idsAsTold(expected.products, actual.products ?? []), actual.products ?? []),
    ...oneOf(
      `${field}.external_shipment_id`,
      expected.external_shipment_ids,
      actual.external_shipment_id,
      (text) => text,
    ),
    ...oneOf(`${field}.tracking_placed_at`, expected.placed_at, actual.tracking_placed_at, (text) =>
      String(Date.parse(text)),
    ),
  ];
}

/** For what a core may leave out of its answer, and for a number that several fulfillments share. */
function oneOf(
  field: string,
  expected: readonly string[],
  actual: string | null | undefined,
  normal: (text: string) => string,
): Difference[] {
  if (actual === undefined || actual === null) return [];
  return expected.some((value) => normal(value) === normal(actual))
    ? []
    : [{ field, expected: expected.join(" or "), actual }];
}

/** The documented answer has no ids on the goods of a parcel; where a core tells them, they must be right. */
function idsAsTold(expected: readonly ExpectedProduct[], actual: readonly CoreProduct[]): ExpectedProduct[] {
  const told = actual.some(({ product_id, variant_id }) => product_id !== undefined || variant_id !== undefined);
  return expected.map((product) => (told ? product : { ...product, product_id: null, variant_id: null }));
}
