/** What a carrier tells of its parcels, in whatever form it has. */
export interface CarrierFeed {
  /** Stands in front of the ids of its scans, e.g. `dhl`. */
  readonly name: string;
  /** References of the carriers it answers for (`CarrierEnum`); null: every parcel, known carrier or not. */
  readonly carriers: readonly string[] | null;
  /** Never throws for what a carrier does. */
  ask(parcel: AskedParcel): Promise<FeedAnswer>;
}

export interface AskedParcel {
  readonly trackingNumber: string;
  /** Of the recipient. Some carriers tell places to those alone who know it. */
  readonly zipCode: string | null;
}

export type FeedAnswer =
  | { readonly outcome: "known"; readonly scans: readonly CarrierScan[]; readonly arrival: Arrival | null }
  /** The carrier does not know the number, or not yet. */
  | { readonly outcome: "not_found" }
  | { readonly outcome: "throttled"; readonly retryAfterMs: number | null }
  /** The key is wrong, or may not ask this. */
  | { readonly outcome: "refused" }
  /** The carrier could not answer. */
  | { readonly outcome: "unavailable"; readonly why: string }
  /** It answered something that cannot be read. */
  | { readonly outcome: "unreadable"; readonly why: string };

/** One scan, with what it means. */
export interface CarrierScan {
  /** The carrier's own instant of it. */
  readonly at: Date;
  readonly place: Place | null;
  /** Its event by itself: with the instant the identity of the scan. */
  readonly kind: string;
  /** Its event beside the scans before it: the second time out for delivery is a second attempt. */
  readonly event: string;
  /** The carrier's own code and words, kept because its codes outlive our table. */
  readonly code: string;
  readonly text: string | null;
  readonly pickup: Pickup | null;
}

export interface Place {
  readonly city: string | null;
  /** ISO 3166-1, two letters. */
  readonly country_code: string | null;
}

/** Where the recipient finds the parcel: `TrackingPickUpDTO`, without an address line that the carrier does not tell. */
export interface Pickup {
  readonly type: "shop" | "neighbor" | "locker" | "letterbox";
  readonly name: string;
  readonly place: Place | null;
  readonly url: string | null;
  /** By day of the week, as the carrier writes it, e.g. `{"monday": "08:00–18:00"}`. */
  readonly openingHours: Readonly<Record<string, string>>;
  /** RFC 3339; until when it is kept there. */
  readonly keptUntil: string | null;
}

/** When the carrier expects to hand the parcel over. */
export interface Arrival {
  /** RFC 3339. */
  readonly from: string;
  /** RFC 3339; null: a point in time. */
  readonly to: string | null;
  /** In the carrier's words or by its own clock, for people. */
  readonly words: string;
  readonly source: string;
}
