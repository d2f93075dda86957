import type { KarlaClient } from "@karla/api/client";
import type { ShopId } from "@karla/sync/ids";
import type { Ledger } from "@karla/sync/ledger";
import type { Connection, Shops } from "@karla/sync/shops";
import type { Logger } from "pino";
import type { TrackLinks } from "./create-track-link.ts";
import { createOrderFinder } from "./order-finder.ts";

export interface OpenOrderFinderDeps {
  store: {
    shops: Pick<Shops, "view"> & { domainOf(shopId: ShopId): Promise<string | null> };
    ledger: Pick<Ledger, "booked">;
  };
  coreOf: (connection: Connection) => Pick<KarlaClient, "findFewOrders">;
  links: TrackLinks;
  log: Pick<Logger, "warn">;
}

/** The order finder on the store and the core. */
export function openOrderFinder({ store, coreOf, links, log }: OpenOrderFinderDeps) {
  return createOrderFinder({
    // A view makes a shop known that is not: nobody becomes known by looking.
    connectionOf: async (shopId) =>
      (await store.shops.domainOf(shopId)) === null ? null : (await store.shops.view(shopId, null)).connection,
    coreOf,
    isErased: async (shopId, orderId) => (await store.ledger.booked(shopId, [orderId])).get(orderId)?.erased ?? false,
    links,
    onFailure: (error) => log.warn({ err: error }, "the core could not be asked for an order"),
  });
}
