import { setTimeout as wait } from "node:timers/promises";
import type { KarlaClient } from "@karla/api/client";
import type { Catalogue } from "@karla/sync/catalogue";
import { cataloguePort } from "@karla/sync/catalogue-port";
import type { Lanes } from "@karla/sync/lanes";
import type { ProductReader } from "@karla/sync/product-reader";
import { createProductSync } from "@karla/sync/product-sync";
import type { Connection } from "@karla/sync/shops";
import type { TurnDeps } from "@karla/sync/turn-deps";
import type { Runtime } from "./open-runtime.ts";

interface ProductsOf {
  /** Null where the platform brings none. */
  reader: ProductReader | null;
  clientOf: (connection: Connection) => KarlaClient;
  /** What turns run on. */
  turns: () => TurnDeps;
  /** Lanes whose writes are not grouped with those of live events. */
  lanes: Lanes;
}

/** The sync of products on a runtime. */
export function openProducts(
  { env, store, log }: Runtime,
  { reader, clientOf, turns, lanes }: ProductsOf,
): Pick<TurnDeps, "catalogue" | "syncProducts"> {
  if (reader === null) {
    return { catalogue: null, syncProducts: () => Promise.reject(new Error("this platform brings no products")) };
  }
  const { books, walks, owe } = store.products;
  const catalogue: Catalogue = {
    reader,
    books,
    owe,
    coreOf: (connection) => cataloguePort(clientOf(connection), turns().readFailure),
  };
  const syncProducts = createProductSync({
    turns,
    catalogue,
    lanes,
    walks,
    clientOf,
    leaseMs: env.WORKER_LEASE_MS,
    sleep: (ms) => wait(ms),
    onUnfinished: (error) => log.error({ err: error }, "a product of a page could not be finished"),
  });
  return { catalogue, syncProducts };
}
