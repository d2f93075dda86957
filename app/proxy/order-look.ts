import type { FoundOrder } from "./order-finder.ts";

/** The order that somebody may see. */
export type SeenOrder = Extract<FoundOrder, { outcome: "order" }> & { timeZone: string };

/** Why somebody sees none. */
export type UnseenOrder =
  /** Nothing was asked for. `customer`: somebody is logged in, who has orders of his own. */
  | { outcome: "finder"; customer: boolean }
  | { outcome: "not_found" }
  | { outcome: "throttled"; retryAfterSeconds: number }
  | { outcome: "unavailable" }
  | { outcome: "not_connected" };

/** What somebody sees who asks for an order from a storefront. */
export type OrderLook = SeenOrder | UnseenOrder;
