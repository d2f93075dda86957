import type { Flag, Phase } from "./phase.ts";
import type { Moment } from "./read/read-moment.ts";
import { readOrder } from "./read/read-order.ts";

/** A line of an order or of a parcel. */
export interface TrackedProduct {
  readonly title: string | null;
  /** Size or variant, in the shop's words. */
  readonly size: string | null;
  readonly sku: string | null;
  /** At least 0; a line that names none is one piece. */
  readonly quantity: number;
  /** In the unit of the core, null where nobody said. 0: said to weigh nothing. */
  readonly weight: number | null;
}

/** `TrackingEventDTO`, as far as a page shows it. */
export interface TrackedEvent {
  /** `event_key` in upper snake case, e.g. `OUT_FOR_DELIVERY`; the list of names is not published. */
  readonly name: string;
  /** Milliseconds since the epoch; null where the carrier told no time. */
  readonly at: number | null;
  readonly phase: Phase | null;
  /** `event_strings.list_label`: the core's words for it, in `language`. */
  readonly label: string | null;
  readonly language: string | null;
  readonly place: string | null;
  readonly info: EventInfo;
}

/** `EventAdditionalInfo`, as far as a page shows it. */
export interface EventInfo {
  readonly pickupPoint: string | null;
  readonly pickupUrl: string | null;
  readonly openingHours: readonly OpeningHours[];
  /** `preferred_delivery_date`: the day the recipient asked for. */
  readonly preferred: Moment | null;
}

export interface OpeningHours {
  /** A weekday or a range of them as the carrier names it; null: the text names none. */
  readonly days: string | null;
  readonly hours: string;
}

/** `TrackingPickUpDTO`. */
export interface TrackedPickup {
  /** `PickUpTypeEnum`: `shop`, `neighbor`, `locker`, `letterbox`; null for one we do not know. */
  readonly type: "shop" | "neighbor" | "locker" | "letterbox" | null;
  readonly name: string | null;
  readonly address: readonly string[];
  readonly url: string | null;
  readonly openingHours: readonly OpeningHours[];
  /** `date_to`: until then it waits there. */
  readonly until: Moment | null;
}

/** `TrackingEstimatedArrivalDTO`: when the carrier says it comes. */
export interface TrackedArrival {
  /** The start of the window, or the one moment that is told; null where the words are no date. */
  readonly from: Moment | null;
  /** The end of a window. */
  readonly to: Moment | null;
  /** What was told, word for word, in `language`. */
  readonly words: string;
  readonly language: string | null;
}

/** `TrackingDTO`: a parcel, or the draft of one. */
export interface TrackedParcel {
  /** The core's own, for asking it about the parcel; null where it told none. */
  readonly id: string | null;
  /** Null: a draft, which is expected and has not been sent. */
  readonly number: string | null;
  /** `carrier_reference` in lower case; null where the core does not know the carrier. */
  readonly carrier: string | null;
  /** As it came: nothing to follow before `httpsLink` has seen it. */
  readonly url: string | null;
  /** An extension of the self-hosted core; the generated client knows it of events alone. */
  readonly phase: Phase | null;
  readonly state: "pending" | "transit" | "collect" | "delivered" | "archived" | "returned" | null;
  readonly flag: Flag;
  /** In the order they came, which is none. */
  readonly events: readonly TrackedEvent[];
  readonly arrival: TrackedArrival | null;
  readonly pickup: TrackedPickup | null;
  readonly products: readonly TrackedProduct[];
}

/** An order as the core's v1 answers it, as far as a tracking page shows it. Nothing of it can be trusted to be harmless. */
export interface TrackedOrder {
  /** The core's own, for asking it about the order; null where it told none. */
  readonly id: string | null;
  readonly number: string;
  /** What the customer knows it by: `order_name`, else `order_number`. */
  readonly name: string;
  readonly placedAt: number | null;
  readonly total: { readonly amount: number; readonly currency: string } | null;
  readonly products: readonly TrackedProduct[];
  readonly parcels: readonly TrackedParcel[];
}

/**
 * Reads `OrderDetailDTO`; null where `json` is no order. Tolerant: what is unknown, null or missing is left out, a parcel or
 * an event that cannot be read as well, and events may come in any order. Never throws.
 */
export function readTrackedOrder(json: unknown): TrackedOrder | null {
  return readOrder(json);
}
