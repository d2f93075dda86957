import type { ShopId } from "../ids.ts";
import type { ReceivedEvent } from "../inbox/inbox.ts";
import type { PlacedBetween } from "./backfill.ts";

/** A handful of orders out of a file. */
export interface FileBatch {
  /** Of each whole order one, for the inbox. */
  events: ReceivedEvent[];
  /** Orders of this batch, whole or not. */
  orders: number;
  /** Of them read one by one, as the file could not hold all of them. */
  readSingly: number;
  /** Where the next one begins, in bytes. */
  next: number;
}

export type FileState =
  | { state: "preparing" }
  | { state: "ready" }
  /** It has to be asked for anew: the platform gave it up, or keeps it no longer. */
  | { state: "gone"; why: string };

/**
 * A shop's orders as files that its platform makes (Shopify: bulk operations). Calls throw on anything but an answer.
 */
export interface OrderFiles {
  /** What lies before this is not given to the app; null where everything is. ISO 8601. */
  reach(shopId: ShopId): Promise<string | null>;
  /** How many orders the shop has there. */
  count(shopId: ShopId, placed: PlacedBetween): Promise<number>;
  /** Asks for a file of these orders, newest first. Its id; null where the platform makes as many as it will, and has to be asked later. */
  order(shopId: ShopId, placed: PlacedBetween): Promise<string | null>;
  look(shopId: ShopId, fileId: string): Promise<FileState>;
  /**
   * Reads a ready file from this byte on, a batch at a time, each within a few seconds. Memory does not grow with the file.
   * Returning early (`break`) ends the download.
   */
  read(shopId: ShopId, fileId: string, from: number): AsyncIterable<FileBatch>;
  /** Nobody wants the file any more. */
  cancel(shopId: ShopId, fileId: string): Promise<void>;
}
