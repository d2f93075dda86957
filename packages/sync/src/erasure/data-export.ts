import type { Source } from "../inbox/inbox.ts";
import type { Order } from "../order/order.ts";
import type { Whose } from "./erasure-request.ts";

export interface ExportedMessage {
  from: Source;
  topic: string;
  /** ISO 8601. */
  receivedAt: string;
  /** What it said is kept as it came, sealed. */
  isKept: boolean;
}

export interface ExportedOrder {
  id: string;
  /** As printed, e.g. "#1001". */
  name: string | null;
  status: string | null;
  reason: string | null;
  /** Whether Karla's core was given the order, and when last; ISO 8601. */
  core: { given: boolean; at: string | null };
  /** All that is kept of the order. */
  state: Order;
  messages: ExportedMessage[];
}

/** What is held of one customer. Instants are ISO 8601. */
export interface DataExport {
  madeAt: string;
  whose: Whose;
  /**
   * For how many days it is known that a message came, and kept what it said, from then on that it was used, or could not be. What is
   * older is not there any more.
   */
  keptDays: { messages: number; said: number; saidUnusable: number };
  orders: ExportedOrder[];
  /** Of the customer, and of none of these orders. */
  otherMessages: ExportedMessage[];
  notHeld: {
    /** Orders that were asked for by name. */
    orders: { id: string; why: "erased" | "not_in_books" }[];
    elsewhere: string[];
  };
}

/**
 * `{ version: 1, ...DataExport }`, as `docs/operations.md` describes it. A field may be added; none is taken away or given another
 * meaning without another version.
 */
export function dataExportAsJson(exported: DataExport): string {
  return `${JSON.stringify({ version: 1, ...exported }, null, 2)}\n`;
}
