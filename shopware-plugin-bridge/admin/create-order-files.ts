import type { PlacedBetween } from "@karla/sync/backfill";
import type { OrderFiles } from "@karla/sync/order-files";
import { z } from "zod";
import { placedIn } from "./list-orders.ts";
import { type ReadingDeps, readingNow, readOrders } from "./read-orders.ts";
import { clientOfShop, type ShopClientDeps } from "./shop-client.ts";
import { ShopError } from "./shop-error.ts";

/** Orders that are read at a time: what is live waits no longer than for so many. */
const PAGE = 30;
const Placed = z.object({ from: z.string(), to: z.string() });

/**
 * A shop's orders for an import. Shopware makes no files: what stands for one is a search, read page by page from the newest
 * order to the oldest, and where a page begins is told by the number that Shopware gives to each order it makes. Throws
 * `ShopError`s.
 */
export function createOrderFiles(deps: ShopClientDeps & ReadingDeps): OrderFiles {
  return {
    reach: async () => null,
    async count(shopId, placed) {
      const client = await clientOfShop(deps, shopId);
      const criteria = { limit: 1, "total-count-mode": 1, filter: [placedIn(placed)], includes: { order: ["id"] } };
      return (await client.search("order", criteria)).total;
    },
    order: async (_shopId, placed) => JSON.stringify(placed),
    look: async () => ({ state: "ready" }),
    async *read(shopId, fileId, from) {
      const placed = placedOf(fileId);
      let before = from;
      while (true) {
        const client = await clientOfShop(deps, shopId);
        const filter = [placedIn(placed), ...(before === 0 ? [] : [below(before)])];
        const criteria = { limit: PAGE, filter, sort: [{ field: "autoIncrement", order: "DESC" }] };
        const { events, entities } = await readOrders(client, criteria, await readingNow(deps, shopId));
        const last = entities.at(-1);
        if (last === undefined) return;
        before = Number(last.autoIncrement);
        if (!Number.isSafeInteger(before))
          throw new ShopError("an order has no number of its row", { kind: "contract" });
        yield { events, orders: events.length, readSingly: 0, next: before };
        if (entities.length < PAGE) return;
      }
    },
    cancel: async () => {},
  };
}

function below(number: number): object {
  return { type: "range", field: "autoIncrement", parameters: { lt: number } };
}

function placedOf(fileId: string): PlacedBetween {
  return Placed.parse(JSON.parse(fileId));
}
