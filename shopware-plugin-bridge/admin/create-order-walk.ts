import type { OrderWalk } from "@karla/sync/order-walk";
import { SHOP_TIME_ZONE } from "../shop-time-zone.ts";
import { listChanged, listPlaced } from "./list-orders.ts";
import { type ReadingDeps, readingNow, readOrders } from "./read-orders.ts";
import { clientOfShop, type ShopClientDeps } from "./shop-client.ts";

/** Goes through a shop's orders by the Admin API: also the only way to learn of numbers that an ERP writes. Throws `ShopError`s. */
export function createOrderWalk(deps: ShopClientDeps & ReadingDeps): OrderWalk {
  return {
    endsListAfter: null,
    timeZone: async () => SHOP_TIME_ZONE,
    list: async (shopId, changed, after) => listChanged(await clientOfShop(deps, shopId), changed, after),
    listPlaced: async (shopId, placed, after) => listPlaced(await clientOfShop(deps, shopId), placed, after),
    async readMany(shopId, orderIds) {
      const client = await clientOfShop(deps, shopId);
      const { events } = await readOrders(client, { ids: orderIds }, await readingNow(deps, shopId));
      const read = new Set(events.map(({ laneKey }) => laneKey));
      return { events, gone: orderIds.filter((id) => !read.has(id)) };
    },
  };
}
