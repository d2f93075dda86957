/** One bad day of the Admin API. */
export type Misbehaviour =
  /** Answers this instead of doing anything, e.g. 429 or 503. */
  | { kind: "status"; status: 429 | 500 | 502 | 503 | 504; retryAfterSeconds?: number }
  /** Takes the request and never answers. */
  | { kind: "hang" }
  /** Does what was asked, and the answer is lost on the way: a 502 arrives. */
  | { kind: "lost_answer" }
  /** Says THROTTLED whatever is in the bucket. */
  | { kind: "throttled" }
  /** Leaves these fields ("Order.customer") out, with an ACCESS_DENIED error beside the rest. */
  | { kind: "denied"; fields: readonly string[]; scope: string };

export interface AdminRequest {
  shop: string;
  to: "graphql" | "token";
  /** How many requests of this kind came before, over all shops. */
  before: number;
}

/** Decides how a request goes wrong; null: it goes well. */
export type Misbehave = (request: AdminRequest) => Misbehaviour | null;
