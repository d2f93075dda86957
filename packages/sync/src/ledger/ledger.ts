import type { PlacedBetween } from "../backfill/backfill.ts";
import type { ShopId } from "../ids.ts";
import type { OrderStatus } from "../lane/lanes.ts";
import type { SkipReason } from "../order/skip-reason.ts";

/** An order as the shop listed it. */
interface PlacedOrder {
  id: string;
  /** As printed, e.g. "#1001". */
  name: string;
  /** When it was placed in the shop. ISO 8601. */
  placedAt: string;
}

/**
 * `not_in_books`: nothing of it arrived. `waiting`: it arrived and is still to be sent. `refused`: it was given up.
 * `not_in_core`: we hold it as delivered, and the core, asked, has no such order.
 */
export const GAP_REASONS = ["not_in_books", "waiting", "refused", "not_in_core"] as const;

/** `missing`: nothing of it had arrived. `stale`: an older state than the shop's. */
export const FIND_REASONS = ["missing", "stale"] as const;

/** `repaired`: read and put into the inbox. `gone`: the shop does not know it any more. `unread`: not whole at that moment, the next one sees it again. */
export const FIND_OUTCOMES = ["repaired", "gone", "unread"] as const;

/** An order that a day's account cannot call delivered, nor rightly left out. */
export interface Gap extends PlacedOrder {
  why: (typeof GAP_REASONS)[number];
}

/** An order that was left out on purpose. One that was erased (`redacted`) has its id for a name. */
export interface LeftOut extends PlacedOrder {
  reason: SkipReason;
}

/** What the books of one shop come to for one day: of the orders placed on it, as the three sides answered when they were asked. */
export interface DayAccount {
  id: string;
  /** As the shop's own calendar has it, e.g. "2026-11-29", in `zone` (IANA). */
  day: string;
  zone: string;
  /** The day's instants, `to` not included; for a day that is not over, the minute before it was asked. ISO 8601. */
  from: string;
  to: string;
  /** Orders that the shop listed. Each of them is either in the core, left out on purpose, or missing. */
  inShop: number;
  /** Of these how many our books have, whatever became of them. */
  inBooks: number;
  /** How many the core has, those that were left out aside. */
  inCore: number;
  /** Left out on purpose, by reason: all of them, and at most `MAX_NAMED` of them by name. Accounts of before name none. */
  skipped: Partial<Record<SkipReason, number>>;
  leftOut: LeftOut[];
  /** Neither left out nor in the core, all of them, and at most `MAX_NAMED` of them by name. */
  missing: number;
  gaps: Gap[];
  /** Longest time from the first word of an order (placed in the shop, where that word was lost) to the core, imported ones aside. */
  worstDelayMs: number | null;
  startedAt: string;
  /** Null while it is being made. A finished one is never changed. */
  finishedAt: string | null;
}

export const MAX_NAMED = 1_000;

/** What a day comes to, without the orders by name. */
export interface DaySums extends Omit<DayAccount, "gaps" | "leftOut"> {
  /** Of the missing ones those that arrived and are about to be sent, as far as they are known by name. */
  waiting: number;
  /** Orders placed on it that a comparison found and repaired; one that was found twice is one. */
  recovered: number;
}

/** An account that is being made. It is kept after every step, and goes on where it was after whatever happens. */
export interface OpenAccount extends DayAccount {
  /** Where the shop's list goes on: `after` within the list that begins at `from`. */
  list: { from: string; after: string | null; ended: boolean };
  /** Orders of the last page for which the core is still to be asked. */
  toAsk: AskedOrder[];
}

/** `why` is the gap that it is where the core has it not. */
export interface AskedOrder extends Gap {
  /** The core's list of its time did not have it: it is asked for by its id. */
  singly: boolean;
  /** From the first word of it to the core; null where that is not known, or says nothing (imported). */
  delayMs: number | null;
}

/** What our books have of an order, as far as an account needs it. */
export interface BookedOrder {
  status: OrderStatus;
  /** Why it was left out, for `skipped`. */
  reason: SkipReason | null;
  /** False: something of it arrived, and the order itself did not. */
  whole: boolean;
  /** It was erased on request. */
  erased: boolean;
  delayMs: number | null;
}

/** An order that a comparison found to be missing or old in our books, and what became of it. Never changed. */
export interface Find {
  reconciliationId: string;
  id: string;
  name: string;
  placedAt: string;
  why: (typeof FIND_REASONS)[number];
  outcome: (typeof FIND_OUTCOMES)[number];
  foundAt: string;
}

/** What was counted and found, for good. Days are as in `DayAccount`, e.g. "2026-11-29". */
export interface Ledger {
  /** Accounts under way or asked for, oldest first. */
  open(shopId: ShopId): Promise<OpenAccount[]>;
  /** Keeps a new account or a step of one. What is finished is not changed any more. */
  keep(shopId: ShopId, account: OpenAccount): Promise<void>;
  /** The zone of the last account; null where no day was ever counted. */
  zone(shopId: ShopId): Promise<string | null>;
  /** Of the last finished account of each day, `to` included, what it comes to; newest day first. */
  days(shopId: ShopId, days: { from: string; to: string }): Promise<DaySums[]>;
  /** One account with its orders by name, by its own id. */
  account(shopId: ShopId, id: string): Promise<DayAccount | null>;
  /** Found orders that were placed in this time, in the order in which they were placed. */
  finds(shopId: ShopId, placed: PlacedBetween): Promise<Find[]>;
  /** By day of placing, in this zone, when something was found last; of orders placed since then. ISO 8601. */
  newestFinds(shopId: ShopId, zone: string, since: string): Promise<Map<string, string>>;
  /** What our books have of these orders; those that they lack are in no entry. */
  booked(shopId: ShopId, orderIds: readonly string[]): Promise<Map<string, BookedOrder>>;
}
