import type { OrderWalk } from "@karla/sync/order-walk";
import { adminOrderEvent } from "./admin-order-event.ts";
import { clientOfShop, type ShopClientDeps } from "./client-of-shop.ts";
import { listOrders } from "./list-orders.ts";
import { readOrders } from "./read-orders.ts";

/** Goes through a shop's orders by Admin GraphQL. An order read with others is the same event as one read alone. Throws `AdminError`s. */
export function createOrderWalk(deps: ShopClientDeps): OrderWalk {
  return {
    list: async (shopId, changed, after) => listOrders(await clientOfShop(deps, shopId), changed, after),
    async readMany(shopId, orderIds) {
      const client = await clientOfShop(deps, shopId);
      const readAt = new Date(deps.now()).toISOString();
      const { orders, gone } = await readOrders(client, orderIds);
      const { shop, version: apiVersion } = client;
      const events = orders.map(({ orderId, body }) => adminOrderEvent({ shop, orderId, body, apiVersion, readAt }));
      return { events, gone };
    },
  };
}
