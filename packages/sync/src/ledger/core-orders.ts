import type { KarlaClient } from "@karla/api/client";

/** The core as an account asks it. Calls throw on anything but an answer. */
export interface CoreOrders {
  /** Ids of the orders that the core has as placed in this time, both ends included. ISO 8601. */
  placedBetween(from: string, to: string): Promise<Set<string>>;
  has(orderId: string): Promise<boolean>;
}

export function coreOrders(client: KarlaClient): CoreOrders {
  return {
    async placedBetween(from, to) {
      const orders = await client.findOrders({ order_placed_from: from, order_placed_to: to });
      return new Set(orders.map((order) => order.external_id));
    },
    async has(orderId) {
      const orders = await client.findOrders({ external_id: orderId });
      return orders.some((order) => order.external_id === orderId);
    },
  };
}
