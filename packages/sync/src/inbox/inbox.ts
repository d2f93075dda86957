import type { Platform, ShopId } from "../ids.ts";

export type Source = Platform | "karla";

/** One verified event as it came in. Nothing in it was parsed: the body is bytes. */
export interface ReceivedEvent {
  shopId: ShopId;
  source: Source;
  /** As sent, e.g. "orders/create". */
  topic: string;
  /** SHA-256 (32 bytes) of the sender's delivery id: `X-Shopify-Webhook-Id`. */
  eventKey: Buffer;
  /** SHA-256 (32 bytes) of the raw body. */
  bodyHash: Buffer;
  /** The lane that runs this event: the order's id, or `SHOP_LANE` for what concerns the whole shop. */
  laneKey: string;
  body: Buffer;
  /** The few headers the worker needs (names lower-case), e.g. shop domain, API version, triggered-at, event id. */
  headers: Record<string, string>;
}

/** Lane of events that concern a shop as a whole (uninstall, scopes, compliance, bulk results). */
export const SHOP_LANE = "shop";

/** Lane of a shop's import: it takes long, and nothing waits behind it. */
export const BACKFILL_LANE = "backfill";

export type AcceptOutcome = "stored" | "duplicate";

/**
 * Where every event enters: HTTP, a poll, a backfill, a queue consumer. Unique is (shop, source, event key, body hash);
 * the same key with another body is a second row, which the worker quarantines.
 */
export interface Inbox {
  /**
   * Commits all events, and the lanes they wake, in one statement. Resolves only after the commit; rejects when nothing
   * was stored. Outcomes are in the order of the events. The lanes are due at once, or at `dueAt` (milliseconds since the
   * epoch) where whoever brings the events takes them himself.
   */
  accept(events: readonly ReceivedEvent[], lanes?: { dueAt: number }): Promise<AcceptOutcome[]>;
}
