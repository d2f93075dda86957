import type { ShopId } from "../ids.ts";

/** Where an import stands. `paused`: until somebody goes on with it. */
export const BACKFILL_STATES = ["running", "paused", "finished"] as const;

/** Orders placed from `from` to before `to`. ISO 8601. */
export interface PlacedBetween {
  from: string;
  to: string;
}

/** An import of a shop's orders, newest first. It is kept after every step, and goes on where it was after whatever happens. */
export interface Backfill {
  id: string;
  /** All that is imported. */
  placed: PlacedBetween;
  /** What is still to be imported, newest first; the first one is under way. Empty before the shop was asked. */
  windows: PlacedBetween[];
  /** The platform's file of the first window, and how many of its bytes are done; null before it was asked for. */
  file: { id: string; readTo: number } | null;
  /** The file of the second window, which the platform makes meanwhile. */
  nextFileId: string | null;
  /** Orders the shop counts in all of it; null until it was asked. */
  total: number | null;
  /** Orders gone through; of these how many had to be read one by one. */
  done: number;
  readSingly: number;
  /** Not whole when they were read: the next comparison sees them. */
  unread: number;
  /** What lies before this is not given to the app (Shopify: 60 days, without `read_all_orders`). Null: everything is. ISO 8601. */
  reach: string | null;
  state: (typeof BACKFILL_STATES)[number];
  /** ISO 8601. */
  startedAt: string;
  /** Milliseconds in which it was worked on: of these and `done` the time left is told. */
  busyMs: number;
  finishedAt: string | null;
}

export interface Backfills {
  /** The last one, whatever became of it; null where there was none. */
  latest(shopId: ShopId): Promise<Backfill | null>;
  /** Begins this one. False where one is under way or paused. */
  begin(shopId: ShopId, backfill: Backfill): Promise<boolean>;
  /** Keeps a step. False, and nothing is kept, where it does not run any more. */
  keep(shopId: ShopId, backfill: Backfill): Promise<boolean>;
  /** False where there is none to be paused, or to go on with. */
  pause(shopId: ShopId): Promise<boolean>;
  resume(shopId: ShopId): Promise<boolean>;
}
