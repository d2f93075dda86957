import type { ShopwareDelivery, ShopwareOrder } from "@karla/sandbox/shopware-order";
import type { ExpectedTracking } from "../expected.ts";
import { movedProduct } from "./expected-products.ts";
import { idOfDelivery } from "./ids.ts";

/** Codes as they were typed: trimmed, without empty ones, each once. */
export function codesOf({ trackingCodes }: ShopwareDelivery): string[] {
  return [...new Set(trackingCodes.map((code) => code.trim()))].filter((code) => code !== "");
}

/**
 * One parcel for each distinct code of the deliveries that were not called off, whatever the state of the order. A delivery
 * does not say which of its codes has which pieces, so each has all of them. `history`: of them, when and where a code was.
 */
export function expectedTrackings(order: ShopwareOrder, history: readonly ShopwareOrder[]): ExpectedTracking[] {
  const live = liveDeliveries(order);
  const seen = history.flatMap(({ deliveries }) => deliveries);
  return [...new Set(live.flatMap(codesOf))].map((code) => {
    const having = (deliveries: readonly ShopwareDelivery[]) =>
      deliveries.filter((delivery) => codesOf(delivery).includes(code));
    return {
      tracking_number: code,
      tracking_url: `https://tracking.example.com/?n=${encodeURIComponent(code)}`,
      carrier_reference: null,
      external_shipment_ids: [...new Set(having(seen).map(idOfDelivery))],
      // The last change of the delivery, as it was known when the code was told.
      placed_at: [...new Set(having(seen).map(({ updatedAt, createdAt }) => instant(updatedAt ?? createdAt)))],
      products: having(live)
        .flatMap(({ positions }) => positions)
        .flatMap((moved) => movedProduct(order.booked, moved)),
    };
  });
}

/** Codes that were there once and are not any more; the core may have been told of them. */
export function withdrawnCodes(order: ShopwareOrder, history: readonly ShopwareOrder[]): string[] {
  const live = new Set(liveDeliveries(order).flatMap(codesOf));
  const all = history.flatMap(({ deliveries }) => deliveries).flatMap(codesOf);
  return [...new Set(all)].filter((code) => !live.has(code));
}

function liveDeliveries({ deliveries }: ShopwareOrder): ShopwareDelivery[] {
  return deliveries.filter(({ state }) => state !== "cancelled");
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
