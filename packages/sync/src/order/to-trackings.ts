import { carrierReferenceOf } from "@karla/api/carriers";
import type { CarrierReference, OrderTracking, Product } from "@karla/api/contract";
import { jsonNumber } from "@karla/api/json-number";
import { type MappedFields, NOTHING_MAPPED } from "./mapped-fields.ts";
import type { Fulfillment, FulfillmentLine, Parcel } from "./order.ts";
import { present } from "./present.ts";
import { wireInstant } from "./wire-instant.ts";

/** A tracking number with what the fulfillments that carry it say of it; where they differ, the oldest is right. */
interface Shipment {
  number: string;
  url: string | null;
  first: Fulfillment;
  carrier: CarrierReference | null;
  lines: FulfillmentLine[];
}

/**
 * One tracking for each distinct number, in the order of the fulfillments (oldest first). A number in two fulfillments
 * is one parcel with the lines of both. A carrier that the core does not know is left out: it would refuse the order.
 */
export function toTrackings(
  fulfillments: readonly Fulfillment[],
  mapped: Pick<MappedFields, "products" | "trackings"> = NOTHING_MAPPED,
): OrderTracking[] {
  const shipments = new Map<string, Shipment>();
  for (const fulfillment of fulfillments) {
    const carrier = carrierReferenceOf(fulfillment.carrier);
    for (const [number, url] of numbersOf(fulfillment.parcels)) {
      const known = shipments.get(number);
      if (known === undefined) {
        shipments.set(number, { number, url, first: fulfillment, carrier, lines: [...fulfillment.lines] });
        continue;
      }
      known.url ??= url;
      known.carrier ??= carrier;
      for (const line of fulfillment.lines) known.lines.push(line);
    }
  }
  return [...shipments.values()].map((shipment) => toTracking(shipment, mapped));
}

/** Trimmed only: what stands inside a number, line breaks included, is the carrier's business. */
function numbersOf(parcels: readonly Parcel[]): Map<string, string | null> {
  const numbers = new Map<string, string | null>();
  for (const { trackingNumber, trackingUrl } of parcels) {
    const number = trackingNumber.trim();
    if (number !== "") numbers.set(number, numbers.get(number) ?? trackingUrl);
  }
  return numbers;
}

function toTracking(
  { number, url, first, carrier, lines }: Shipment,
  { products, trackings }: Pick<MappedFields, "products" | "trackings">,
): OrderTracking {
  const own = trackings.get(number);
  return {
    tracking_number: number,
    ...present("tracking_url", own?.tracking_url ?? url),
    ...present("tracking_placed_at", wireInstant(first.createdAt)),
    ...present("carrier_reference", own?.carrier_reference ?? carrier),
    external_shipment_id: first.id,
    products: lines.map((line) => ({ ...toProduct(line), ...products.get(line.lineId) })),
  };
}

/** Without a picture: what is learned after a parcel was told would be one more telling of it, and of that the core tells customers. */
function toProduct(line: FulfillmentLine): Product {
  return {
    ...present("title", line.title),
    quantity: line.quantity,
    ...present("price", line.price === null ? null : jsonNumber(line.price)),
    ...present("sku", line.sku),
    ...present("product_id", line.productId),
    ...present("variant_id", line.variantId),
  };
}
