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

/** Several slugs of one shop as one: an order is there if it is at any of them. They are asked one after the other. */
export function coreOrdersOfAll(cores: readonly CoreOrders[]): CoreOrders {
  return {
    async placedBetween(from, to) {
      const found = new Set<string>();
      for (const core of cores) for (const id of await core.placedBetween(from, to)) found.add(id);
      return found;
    },
    async has(orderId) {
      for (const core of cores) if (await core.has(orderId)) return true;
      return false;
    },
  };
}
