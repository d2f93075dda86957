import type { ShopId } from "../ids.ts";
import type { Find } from "../ledger/ledger.ts";
import type { ChangedBetween } from "./order-walk.ts";

/** What our books have of an order. */
export interface BookedState {
  /** The platform's update time of the newest state that arrived. Null: something of it arrived, and the order itself did not. */
  observedAt: string | null;
  /** It was erased on request: it must not come back. */
  erased: boolean;
}

/** An order that a reconciliation found not to be as the shop has it. */
export type FoundOrder = Pick<Find, "id" | "name" | "placedAt" | "why">;

/** One walk over what changed in a shop. It is kept after every step, and goes on where it was after whatever happens. */
export interface Reconciliation {
  id: string;
  changed: ChangedBetween;
  /** Where the list goes on; null at its beginning. */
  after: string | null;
  /** The list was read to its end. */
  listedAll: boolean;
  /** Orders of the last page that are still to be read. */
  todo: FoundOrder[];
  /** Orders that the shop listed. */
  listed: number;
  /** Of them put into the inbox, gone from the shop meanwhile, and not whole at that moment: the next one sees these again. */
  repaired: number;
  gone: number;
  unread: number;
  missing: number;
  stale: number;
  /** ISO 8601. */
  startedAt: string;
  finishedAt: string | null;
}

export interface Reconciliations {
  /** The one that is under way; null where none is. */
  current(shopId: ShopId): Promise<Reconciliation | null>;
  /** Finished ones, newest first. */
  finished(shopId: ShopId, limit: number): Promise<Reconciliation[]>;
  /** Keeps a step, and with it what became of the orders that it read. */
  keep(shopId: ShopId, reconciliation: Reconciliation, read?: readonly Find[]): Promise<void>;
  /** What it found, for good, in the order in which these orders were placed. */
  finds(shopId: ShopId, reconciliationId: string): Promise<Find[]>;
  /** What our books have of these orders; those that are missing are in no entry. */
  booked(shopId: ShopId, orderIds: readonly string[]): Promise<Map<string, BookedState>>;
  /** Whether the shop itself sent anything since then. What we read does not count. */
  heardSince(shopId: ShopId, since: string): Promise<boolean>;
}
