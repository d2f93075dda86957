import type { OrderWalk } from "@karla/sync/order-walk";
import { adminOrderEvent } from "./admin-order-event.ts";
import { clientOfShop, type ShopClientDeps } from "./client-of-shop.ts";
import { ShopTimeZoneDocument } from "./graphql.generated.ts";
import { listChanged, listPlaced } from "./list-orders.ts";
import { readOrders } from "./read-orders.ts";
import { inBooksOf } from "./reader-event.ts";

/** Shopify gives the first 25,000 of a search (https://shopify.dev/docs/api/usage/limits). */
const LIST_ENDS = 20_000;

/** Goes through a shop's orders by Admin GraphQL. An order read with others is the same event as one read alone. Throws `AdminError`s. */
export function createOrderWalk(deps: ShopClientDeps): OrderWalk {
  return {
    endsListAfter: LIST_ENDS,
    timeZone: async (shopId) =>
      (await (await clientOfShop(deps, shopId)).request(ShopTimeZoneDocument, {})).shop.ianaTimezone,
    list: async (shopId, changed, after) => listChanged(await clientOfShop(deps, shopId), changed, after),
    listPlaced: async (shopId, placed, after) => listPlaced(await clientOfShop(deps, shopId), placed, after),
    async readMany(shopId, orderIds) {
      const client = await clientOfShop(deps, shopId);
      const readAt = new Date(deps.now()).toISOString();
      const { orders, gone } = await readOrders(client, orderIds);
      const { shop, version: apiVersion } = client;
      const events = orders.map((order) => inBooksOf(shopId, adminOrderEvent({ shop, ...order, apiVersion, readAt })));
      return { events, gone };
    },
  };
}
