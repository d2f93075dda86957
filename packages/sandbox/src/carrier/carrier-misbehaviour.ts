/** One bad moment of a carrier. */
export type CarrierMisbehaviour =
  /** Answers this instead. */
  | { kind: "status"; status: 401 | 403 | 404 | 429 | 500 | 502 | 503; retryAfter?: string }
  /** Answers after this time. */
  | { kind: "slow"; ms: number }
  /** Takes the question and never answers. */
  | { kind: "hang" }
  /** Half of the JSON. */
  | { kind: "half" }
  /** JSON of this many bytes. */
  | { kind: "huge"; bytes: number }
  /** To another address. */
  | { kind: "redirect"; to: string }
  /** Every scan of the answer twice. */
  | { kind: "repeated" }
  /** The life of another parcel of the same number. */
  | { kind: "other_parcel" };

export interface CarrierQuestion {
  number: string;
  /** How many questions came before, about whatever parcel. */
  before: number;
}

/** Decides how a question goes wrong; null: it goes well. */
export type CarrierMisbehave = (question: CarrierQuestion) => CarrierMisbehaviour | null;
