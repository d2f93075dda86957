import type { TrackedOrder, TrackedParcel, TrackedProduct } from "../tracked-order.ts";
import type { ItemView } from "../tracking-view.ts";
import { itemsOf, restOf } from "./items.ts";

/** What of an order is where. */
export interface Contents {
  /** What is in this parcel, as far as anybody said. */
  of(parcel: TrackedParcel): readonly ItemView[];
  /** The same, line by line. */
  linesOf(parcel: TrackedParcel): readonly TrackedProduct[];
  /** What is in no parcel. */
  readonly unsent: readonly ItemView[];
  /** Something that needs shipping is in no parcel that has been sent. */
  readonly isIncomplete: boolean;
}

/**
 * Of a sent parcel that does not say what is in it, anything can be in it: then nothing is known to be missing. An expected
 * one that does not say stands for all that is in no other, if it is the only one.
 */
export function contentsOf({ products, parcels }: TrackedOrder): Contents {
  const silent = parcels.filter((parcel) => itemsOf(parcel.products).length === 0);
  const isKnown = silent.every(isExpected);
  const rest = isKnown
    ? restOf(
        products,
        parcels.flatMap((parcel) => parcel.products),
      )
    : [];
  const items = itemsOf(rest);
  const heir = isKnown && silent.length === 1 ? silent[0] : undefined;
  const linesOf = (parcel: TrackedParcel) => (parcel === heir ? rest : parcel.products);
  return {
    of: (parcel) => itemsOf(linesOf(parcel)),
    linesOf,
    unsent: heir === undefined ? items : [],
    isIncomplete: rest.some((line) => line.quantity > 0 && !needsNoParcel(line)),
  };
}

/** It has no tracking number yet. */
export function isExpected({ number }: TrackedParcel): boolean {
  return number === null;
}

/**
 * The contract has no word for goods that need no shipping, such as a gift card: they are known by a weight that was said to
 * be 0. A weight that nobody said means nothing.
 */
export function needsNoParcel({ weight }: TrackedProduct): boolean {
  return weight === 0;
}
