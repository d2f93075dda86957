import type { ShopId } from "../ids.ts";
import type { LaneEvent, Lease } from "../lane/lanes.ts";
import type { Order } from "../order/order.ts";
import type { InboxEvent } from "../pipeline/normalise.ts";
import type { ErasureRequest } from "./erasure-request.ts";

/** Whom something is about, by the platform's ids. */
export interface Concerned {
  orderIds: readonly string[];
  customerIds: readonly string[];
}

/** An event of the inbox whose bytes are there, with its lane. */
export interface KeptEvent extends InboxEvent, Pick<LaneEvent, "source" | "eventKey" | "bodyHash"> {
  laneKey: string;
}

/** Where an erasure goes on: with the orders that are named, then with all that is in the books, then with all in the inbox. */
export interface ErasureProgress {
  phase: "named" | "books" | "inbox";
  after: string | null;
}

/** A request that is under way. */
export interface OpenErasure {
  shopId: ShopId;
  /** The lane of the request. */
  request: string;
  /** Since when whoever looks finds the tombstones; milliseconds since the epoch. */
  startedAt: number;
  progress: ErasureProgress;
}

/** What is to go at once. */
export interface Doomed {
  /** All of these orders: their lanes, and what else is kept of them. They get tombstones. */
  orderIds: readonly string[];
  /** All that is in these lanes, which are no orders'. */
  laneKeys: readonly string[];
  /** Single events of lanes that others have as well. */
  events: readonly Pick<KeptEvent, "source" | "eventKey" | "bodyHash">[];
}

/** What a request for erasure came to. `app_installed`: the shop has the app again, and nothing was erased. */
export const ERASURE_OUTCOMES = ["erased", "app_installed"] as const;
export type ErasureOutcome = (typeof ERASURE_OUTCOMES)[number];

/** A part of a list, and behind what the next one begins; null where there is none. */
export interface Page<Item> {
  items: readonly Item[];
  after: string | null;
}

/** The engine's door to what erases for good. */
export interface Erasures {
  /** Whether any of these was erased. What another process erased is seen within `SEEN_WITHIN_MS` of the shop directory. */
  isErased(shopId: ShopId, concerned: Concerned): Promise<boolean>;
  /**
   * Erases all that is in the lane that a turn holds, and gives the lane back. An order gets a tombstone and stays in the books as
   * `redacted`. False, and nothing has changed, where the lease is lost.
   */
  eraseLane(lease: Lease, lane: { isOrder: boolean }): Promise<boolean>;
  /** The request of this lane as it was stored; null once its bytes are gone. */
  requestIn(shopId: ShopId, laneKey: string): Promise<KeptEvent | null>;
  /** Opens the receipt, or finds it, with tombstones for whoever the request names. Null where it is finished. */
  begin(
    shopId: ShopId,
    asked: { laneKey: string; askedBy: string; request: ErasureRequest },
  ): Promise<OpenErasure | null>;
  orders(shopId: ShopId, after: string | null): Promise<Page<Order>>;
  /** All but other requests for erasure. */
  events(shopId: ShopId, after: string | null): Promise<Page<KeptEvent>>;
  /**
   * Erases, and writes into the receipt what that came to and where it goes on. False where a turn holds one of the lanes: what
   * is left of it is erased the next time, and the receipt goes on where it was.
   */
  erase(erasure: OpenErasure, doomed: Doomed, progress: ErasureProgress): Promise<boolean>;
  /**
   * Erases a part of what there is of a shop, the key of all that was sealed with it last. `done`: nothing is left but receipts,
   * tombstones and the request. `held`: turns have all that is left.
   */
  purge(erasure: OpenErasure): Promise<"done" | "more" | "held">;
  /** The app is installed in the shop, as far as we know. */
  isInstalled(shopId: ShopId): Promise<boolean>;
  /** Closes the receipt; the request's own bytes go with it. */
  finish(erasure: OpenErasure, outcome: ErasureOutcome): Promise<void>;
}
