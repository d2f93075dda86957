import { CoreOrder } from "./core-order.ts";
import type { ExpectedOrder, ExpectedProduct } from "./expected.ts";

/** For tests: what a core answers that took everything right; what is not there is left out, segments and products in another order. */
export function rightAnswer(expected: ExpectedOrder): CoreOrder {
  const { formerSegments, withdrawnNumbers, trackings, pictures, ...order } = expected;
  const body = {
    ...order,
    products: expected.products.map(productOf).reverse(),
    segments: [...new Set([...expected.segments, ...formerSegments])].reverse(),
    trackings: [
      ...withdrawnNumbers.map((tracking_number) => ({ carrier: { tracking_number } })),
      ...trackings.map(
        ({ tracking_number, tracking_url, carrier_reference, products, external_shipment_ids, placed_at }) => ({
          carrier: { tracking_number, tracking_url, carrier_reference },
          products: products.map(productOf),
          external_shipment_id: external_shipment_ids[0],
          tracking_placed_at: placed_at[0]?.replace(".000Z", "+00:00"),
        }),
      ),
    ],
  };
  const withoutNulls: unknown = JSON.parse(
    JSON.stringify(body, (_key, value: unknown) => (value === null ? undefined : value)),
  );
  return CoreOrder.parse(withoutNulls);
}

function productOf({ tax_lines, picture, ...product }: ExpectedProduct) {
  const images = picture === null ? [] : [picture];
  return tax_lines.length === 0 ? { ...product, images } : { ...product, images, tax_lines };
}
