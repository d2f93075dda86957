import type { TrackedOrder, TrackedProduct } from "../tracked-order.ts";
import { carrierName } from "../view/carrier-name.ts";
import { contentsOf } from "../view/contents-of.ts";
import { standingOf } from "../view/standing-of.ts";

/** Pieces of one product in a parcel. */
export interface ClaimableItem {
  /** Names the item in a form, whatever becomes of the order meanwhile. */
  readonly key: string;
  readonly sku: string | null;
  readonly title: string | null;
  readonly size: string | null;
  /** At least 1. */
  readonly quantity: number;
}

export interface ClaimableParcel {
  /** The core's id of it. */
  readonly id: string;
  /** Null: it has not been sent. */
  readonly number: string | null;
  /** What people call the carrier; null where nobody knows. */
  readonly carrier: string | null;
  /** Empty where nobody said what is in it. */
  readonly items: readonly ClaimableItem[];
}

/** What of an order a claim can be about. */
export interface ClaimableOrder {
  readonly name: string;
  readonly parcels: readonly ClaimableParcel[];
}

/** Every parcel that the core can be asked about and that was not cancelled. */
export function claimableOf(order: TrackedOrder): ClaimableOrder {
  const contents = contentsOf(order);
  const parcels = order.parcels.flatMap((parcel) => {
    const { id, number, carrier } = parcel;
    if (id === null || standingOf(parcel).cancelled) return [];
    return [{ id, number, carrier: carrierName(carrier), items: itemsOf(id, contents.linesOf(parcel)) }];
  });
  return { name: order.name, parcels };
}

function itemsOf(parcelId: string, lines: readonly TrackedProduct[]): ClaimableItem[] {
  const keyOf = ({ sku, title, size }: TrackedProduct) => JSON.stringify([parcelId, sku, title, size]);
  return [...Map.groupBy(lines, keyOf)].flatMap(([key, alike]) => {
    const [line] = alike;
    const quantity = alike.reduce((sum, each) => sum + each.quantity, 0);
    if (line === undefined || quantity === 0) return [];
    return [{ key, sku: line.sku, title: line.title, size: line.size, quantity }];
  });
}
