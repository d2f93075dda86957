/** One bad day of the Admin API. */
export type Misbehaviour =
  /** Answers this instead of doing anything, e.g. 429 or 503; 402, 404 and 423 are a shop that is frozen, gone or locked. */
  | { kind: "status"; status: 402 | 404 | 423 | 429 | 500 | 502 | 503 | 504; retryAfterSeconds?: number }
  /** Takes the request and never answers. */
  | { kind: "hang" }
  /** Does what was asked, and the answer is lost on the way: a 502 arrives. */
  | { kind: "lost_answer" }
  /** Gives out a token, and does not say how long it lives. */
  | { kind: "no_end" }
  /** Says THROTTLED whatever is in the bucket. */
  | { kind: "throttled" }
  /** Leaves these fields ("Order.customer") out, with an ACCESS_DENIED error beside the rest. */
  | { kind: "denied"; fields: readonly string[]; scope: string }
  /** Starts no bulk operation: LIMIT_REACHED. */
  | { kind: "bulk_refused" }
  /** A bulk operation fails behind this many nodes of its first connection, and gives those out as what there is. */
  | { kind: "bulk_failed"; errorCode: "INTERNAL_SERVER_ERROR" | "TIMEOUT"; after: number }
  /** A bulk operation is not done before it was asked for this often. */
  | { kind: "bulk_slow"; polls: number }
  /** The download of what a bulk operation found breaks off behind this many bytes. */
  | { kind: "file_cut"; bytes: number }
  /** What a bulk operation found is gone before its time. */
  | { kind: "file_expired" };

export interface AdminRequest {
  shop: string;
  /** "bulk": the start of a bulk operation, "file": a download of what it found. */
  to: "graphql" | "token" | "bulk" | "file";
  /** How many requests of this kind came before, over all shops. */
  before: number;
  /** The document that is asked with, of "graphql". */
  query?: string;
}

/** Decides how a request goes wrong; null: it goes well. */
export type Misbehave = (request: AdminRequest) => Misbehaviour | null;
