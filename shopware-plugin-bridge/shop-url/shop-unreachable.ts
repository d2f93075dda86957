/** Why a call to a shop came to nothing. For logs alone: whoever chose the URL must not learn what is behind it. */
export const UNREACHABLE_REASONS = [
  "url_refused",
  /** The name has no address. */
  "unknown_host",
  /** One of its addresses is not public. */
  "not_public",
  "tls",
  "connection",
  "timeout",
  "too_large",
  /** A status or an encoding that HTTP does not know. */
  "bad_answer",
] as const;
export type UnreachableReason = (typeof UNREACHABLE_REASONS)[number];

/** The one error of `createShopFetch`. Its text is always the same, and it carries no other error. */
export class ShopUnreachable extends Error {
  override readonly name = "ShopUnreachable";
  readonly reason: UnreachableReason;
  /** Whether the request may have arrived: there was a connection, and with https the other side had proved who it is. */
  readonly sent: boolean;

  constructor(reason: UnreachableReason, sent = false) {
    super("the shop gave no usable answer");
    this.reason = reason;
    this.sent = sent;
  }
}
