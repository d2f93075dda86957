import type {
  BookedAddress,
  BookedAttribute,
  BookedFulfillment,
  BookedLine,
  BookedOrder,
  BookedRefund,
} from "./booked-order.ts";

/** One thing that happens to one order, and when (milliseconds since the epoch, whole seconds). */
export type Change = { at: number } & (
  | { change: "placed"; order: BookedOrder }
  | { change: "paid" }
  | {
      change: "shipped";
      fulfillment: Pick<BookedFulfillment, "id" | "carrier" | "trackingNumbers" | "trackingUrls" | "lines">;
    }
  | {
      change: "tracking_changed";
      fulfillmentId: string;
      trackingNumbers: readonly string[];
      trackingUrls: readonly string[];
    }
  | { change: "fulfillment_cancelled"; fulfillmentId: string }
  | { change: "cancelled"; refund: Omit<BookedRefund, "createdAt"> | null }
  | { change: "refunded"; refund: Omit<BookedRefund, "createdAt"> }
  | {
      change: "edited";
      editId: string;
      added: readonly BookedLine[];
      removed: readonly { lineId: string; quantity: number }[];
    }
  | { change: "attributes_changed"; attributes: readonly BookedAttribute[] }
  | { change: "tags_changed"; tags: readonly string[] }
  | { change: "address_changed"; address: BookedAddress }
  | { change: "deleted" }
);

/** Everything that happens to one order, in order of time; the first change is `placed`. */
export interface Story {
  orderId: string;
  changes: readonly Change[];
}
