/** Every state an order can be in on a tracking page. */
export const ORDER_STATES = [
  "nothing_to_ship",
  "cancelled",
  "problem",
  "going_back",
  "delayed",
  "partly_sent",
  "partly_delivered",
  "received",
  "preparing",
  "on_its_way",
  "out_for_delivery",
  "ready_to_collect",
  "delivered",
  "returning",
  "return_received",
] as const;

export type OrderState = (typeof ORDER_STATES)[number];
