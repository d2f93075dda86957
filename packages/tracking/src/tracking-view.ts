import type { Flag, Phase } from "./phase.ts";
import type { Moment } from "./read/read-moment.ts";
import type { OpeningHours, TrackedOrder } from "./tracked-order.ts";
import { contentsOf, isExpected, needsNoParcel } from "./view/contents-of.ts";
import { type OrderState, orderStateOf } from "./view/order-state.ts";
import { parcelView } from "./view/parcel-view.ts";
import { hasArrived, standingOf } from "./view/standing-of.ts";

/** Pieces of one product. */
export interface ItemView {
  readonly title: string | null;
  readonly size: string | null;
  /** At least 1. */
  readonly quantity: number;
}

/** One step of a parcel's progress line. Before the current one all are done, after it all are ahead. */
export interface StepView {
  readonly phase: Exclude<Phase, "delivery_failed" | "return_failed">;
  /** `stopped`: here it went wrong, and it goes no further by itself. */
  readonly standing: "done" | "current" | "stopped" | "ahead";
}

export interface EventView {
  /** Upper snake case. */
  readonly name: string;
  readonly phase: Phase | null;
  readonly at: number | null;
  readonly place: string | null;
  /** The core's words, in `language`, for a name that nobody here knows. */
  readonly label: string | null;
  readonly language: string | null;
}

/** When a parcel is expected. Not there once it has arrived, or is not coming any more. */
export interface ArrivalView {
  /** `recipient`: the day the customer asked for; else what the carrier says. */
  readonly source: "carrier" | "recipient";
  readonly from: Moment | null;
  readonly to: Moment | null;
  /** What was told where it is no date; null where it is one. */
  readonly words: string | null;
  readonly language: string | null;
  /** The time is over and the parcel is not there. A day is over once it is over everywhere on earth. */
  readonly passed: boolean;
}

/** Where a parcel waits for the customer. */
export interface PickupView {
  readonly kind: "shop" | "locker" | "unknown";
  readonly name: string | null;
  readonly address: readonly string[];
  /** https, or null. */
  readonly url: string | null;
  readonly openingHours: readonly OpeningHours[];
  /** The last moment, or day, on which it can be collected. */
  readonly until: Moment | null;
}

export interface ParcelView {
  /** `expected`: has no tracking number yet. */
  readonly kind: "expected" | "sent";
  readonly number: string | null;
  /** What people call the carrier; null for one that is not on our list. */
  readonly carrier: string | null;
  /** Where the carrier shows it: https, or null. */
  readonly url: string | null;
  readonly phase: Phase;
  readonly flag: Flag;
  /** It was never handed over, and will not be. */
  readonly cancelled: boolean;
  readonly steps: readonly StepView[];
  /** Newest first; what has no time comes last. */
  readonly events: readonly EventView[];
  readonly arrival: ArrivalView | null;
  readonly pickup: PickupView | null;
  /** It was given to a neighbour, whose name may not be known. */
  readonly neighbour: { readonly name: string | null; readonly address: readonly string[] } | null;
  /** Empty where nobody said what is in it. */
  readonly items: readonly ItemView[];
}

/** What a tracking page shows of an order: no words of ours, no HTML, and nothing escaped yet. */
export interface TrackingView {
  readonly name: string;
  readonly placedAt: number | null;
  readonly total: { readonly amount: number; readonly currency: string } | null;
  readonly state: OrderState;
  /** In the order in which the core has them. */
  readonly parcels: readonly ParcelView[];
  /** How many parcels are known of, without cancelled ones, and how many of them have arrived. */
  readonly count: { readonly parcels: number; readonly delivered: number };
  /** What of the order is in no parcel yet. Empty as well where a parcel does not say what is in it: then nobody knows. */
  readonly unsent: readonly ItemView[];
}

/** What a page shows of `order` at `now`, milliseconds since the epoch. */
export function trackingViewOf(order: TrackedOrder, { now }: { readonly now: number }): TrackingView {
  const { name, placedAt, total, products } = order;
  const known = order.parcels.map((parcel) => ({ parcel, standing: standingOf(parcel) }));
  const sends = known.some(({ parcel, standing }) => !isExpected(parcel) || standing.cancelled);
  const nothingToShip = !sends && products.length > 0 && products.every(needsNoParcel);
  // The draft that every order has stands for a parcel, and here none will come.
  const parcels = nothingToShip ? [] : known;
  const contents = contentsOf(nothingToShip ? { ...order, parcels: [] } : order);
  const counted = parcels.filter(({ standing }) => !standing.cancelled);
  const isSent = counted.some(({ parcel }) => !isExpected(parcel));
  const isPartly = isSent && (contents.isIncomplete || counted.some(({ parcel }) => isExpected(parcel)));
  return {
    name,
    placedAt,
    total,
    state: orderStateOf({ standings: parcels.map(({ standing }) => standing), isPartly, nothingToShip }),
    parcels: parcels.map(({ parcel, standing }) => parcelView(parcel, standing, { items: contents.of(parcel), now })),
    count: { parcels: counted.length, delivered: counted.filter(({ standing }) => hasArrived(standing.phase)).length },
    unsent: contents.unsent,
  };
}
