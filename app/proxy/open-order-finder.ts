import type { KarlaClient } from "@karla/api/client";
import type { Ledger } from "@karla/sync/ledger";
import type { Connection } from "@karla/sync/shops";
import type { Logger } from "pino";
import { connectionOfShop, type KnownShops } from "./connection-of-shop.ts";
import type { TrackLinks } from "./create-track-link.ts";
import { createOrderFinder } from "./order-finder.ts";

export interface OpenOrderFinderDeps {
  store: {
    shops: KnownShops;
    ledger: Pick<Ledger, "booked">;
  };
  coreOf: (connection: Connection) => Pick<KarlaClient, "findFewOrders">;
  links: TrackLinks;
  log: Pick<Logger, "warn">;
}

/** The order finder on the store and the core. */
export function openOrderFinder({ store, coreOf, links, log }: OpenOrderFinderDeps) {
  return createOrderFinder({
    connectionOf: connectionOfShop(store.shops),
    coreOf,
    isErased: async (shopId, orderId) => (await store.ledger.booked(shopId, [orderId])).get(orderId)?.erased ?? false,
    links,
    onFailure: (error) => log.warn({ err: error }, "the core could not be asked for an order"),
  });
}
