import type { ShopId } from "../ids.ts";
import type { Source } from "../inbox/inbox.ts";
import type { KeptEvent } from "./erasures.ts";

/** What a customer's request for their data came to. Erased meanwhile, it is no request any more. */
export const DATA_REQUEST_OUTCOMES = ["answered"] as const;

/** A message without what it says. */
export interface MessageSeen {
  source: Source;
  topic: string;
  /** In hex. */
  eventKey: string;
  /** ISO 8601. */
  receivedAt: string;
  /** Its bytes are there, sealed. */
  isKept: boolean;
}

/** Customers who asked for their data. What they sent stays sealed in the inbox until somebody has answered; no row names them. */
export interface DataRequests {
  /** The request as it was stored. Null where there is none, or it is answered. */
  find(shopId: ShopId, request: string): Promise<KeptEvent | null>;
  /** Takes the request's bytes away and leaves a receipt; with the last one the problem closes. False where it is not open. */
  answer(shopId: ShopId, request: string, exported: { orders: number; givenToCore: number }): Promise<boolean>;
  /** Ids of orders that bear one of these names, in whatever case, two at most. One that was erased has no name. */
  ordersNamed(shopId: ShopId, names: readonly string[]): Promise<string[]>;
  /** All messages of a lane, oldest first. */
  messagesIn(shopId: ShopId, laneKey: string): Promise<MessageSeen[]>;
}
