/** One step of an order's way. */
export interface OrderStep {
  /** In this order. `written_back`: what Karla knows of it is written to the order in the shop. */
  step: "received" | "mapped" | "sent" | "acknowledged" | "written_back";
  /** `waiting`: it comes by itself. `stopped`: it goes no further by itself. `left_out`: the order is not sent. */
  standing: "done" | "waiting" | "stopped" | "left_out" | "nothing_to_do" | "ahead";
  /** When it was done. ISO 8601. */
  at: string | null;
}

/** What the block's one button does. */
export type OrderRemedy =
  /** The order is read in the shop and sent again. */
  | { remedy: "resync" }
  /** Go to the page of the app where it is mended. `problem`: whose button it is; null where it is the merchant's own choice. */
  | { remedy: "open"; page: "connection" | "problems" | "filters"; problem: string | null };

/** What our books say of one order, as the order block shows it. Nothing personal: an order's name is its number. */
export interface OrderWay {
  name: string | null;
  status: "pending" | "delivered" | "skipped" | "failed";
  /** Something of it is being done: a moment later it looks different. */
  underWay: boolean;
  steps: OrderStep[];
  /** Keys of the merchant's texts that say where it stands, best first: one that has no text yet gets the next. */
  sentence: string[];
  /** The same of what could not be written back; null where nothing is wrong with it. */
  writtenBack: string[] | null;
  remedy: OrderRemedy | null;
  /** The version of the merchant's mapping that it was sent with. */
  mapping: number | null;
  /** How many tracking numbers Karla was given. */
  trackings: number;
  /** Since when the shop hears nothing more of it. ISO 8601. */
  mutedAt: string | null;
}

/** `GET /extension/order?id=gid://shopify/Order/1` */
export type OrderAnswer =
  /** Nothing of it ever came. */
  | { outcome: "nothing" }
  /** It was erased on request: no more is told of it, and it is not sent again. */
  | { outcome: "erased" }
  | { outcome: "order"; order: OrderWay };

/** `POST /extension/order/resync?id=gid://shopify/Order/1` */
export type ResyncAnswer =
  /** It is noted; the worker reads the order and sends it. */
  { outcome: "asked" } | { outcome: "erased" };
