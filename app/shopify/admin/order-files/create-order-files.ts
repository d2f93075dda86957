import type { FileState, OrderFiles } from "@karla/sync/order-files";
import { AdminError } from "../admin-error.ts";
import { clientOfShop, type ShopClientDeps } from "../client-of-shop.ts";
import {
  AppScopesDocument,
  BulkOperationDocument,
  type BulkOperationQuery,
  CancelBulkOperationDocument,
  OrdersCountDocument,
  RunBulkQueryDocument,
} from "../graphql.generated.ts";
import { placedSearch } from "../placed-search.ts";
import { inBooksOf } from "../reader-event.ts";
import { downloadFile } from "./download-file.ts";
import { fileLines } from "./file-lines.ts";
import { fileQuery } from "./file-query.ts";
import { gatherBatch } from "./gather-batch.ts";
import { inAffordableBatches } from "./in-affordable-batches.ts";
import { ordersInLines } from "./orders-in-lines.ts";

/** How far an app sees without `read_all_orders` (https://shopify.dev/docs/api/admin-graphql/latest/objects/Order). */
const REACH_MS = 60 * 24 * 60 * 60 * 1000;
const ALL_ORDERS = "read_all_orders";
/** As many files are being made as Shopify makes at a time. */
const BUSY = new Set<string | null>(["LIMIT_REACHED", "OPERATION_IN_PROGRESS"]);

/** A shop's orders as Shopify's bulk operations write them. An order is the same event as one read alone. Throws `AdminError`s. */
export function createOrderFiles(deps: ShopClientDeps): OrderFiles {
  return {
    async reach(shopId) {
      const client = await clientOfShop(deps, shopId);
      const { accessScopes } = (await client.request(AppScopesDocument, {})).currentAppInstallation;
      const all = accessScopes.some(({ handle }) => handle === ALL_ORDERS);
      return all ? null : new Date(deps.now() - REACH_MS).toISOString();
    },
    async count(shopId, placed) {
      const client = await clientOfShop(deps, shopId);
      const { ordersCount } = await client.request(OrdersCountDocument, { query: placedSearch(placed) });
      if (ordersCount === null) throw new AdminError("orders are not counted", { kind: "contract", retry: true });
      return ordersCount.count;
    },
    async order(shopId, placed) {
      const client = await clientOfShop(deps, shopId);
      try {
        const { bulkOperationRunQuery: asked } = await client.request(RunBulkQueryDocument, {
          query: fileQuery(placed),
        });
        if (asked?.bulkOperation) return asked.bulkOperation.id;
      } catch (error) {
        if (error instanceof AdminError && BUSY.has(error.code)) return null;
        throw error;
      }
      throw new AdminError("a file was asked for, and is not made", { kind: "contract", retry: true });
    },
    async look(shopId, id) {
      const client = await clientOfShop(deps, shopId);
      return stateOf((await client.request(BulkOperationDocument, { id })).bulkOperation);
    },
    async *read(shopId, id, from) {
      const client = await clientOfShop(deps, shopId);
      const operation = (await client.request(BulkOperationDocument, { id })).bulkOperation;
      if (operation === null || stateOf(operation).state !== "ready") {
        throw new AdminError("a file that is to be read is not ready", { kind: "contract", retry: true });
      }
      if (operation.url === null) return;
      const size = operation.fileSize === null ? null : Number(operation.fileSize);
      if (from === size) return;
      const adminOrigin = deps.originOf(client.shop);
      const chunks = downloadFile({ url: operation.url, from, fetch: deps.fetch, adminOrigin });
      for await (const batch of inAffordableBatches(ordersInLines(fileLines(chunks, { from, size })))) {
        const times = { fileMadeAt: operation.createdAt, readAt: new Date(deps.now()).toISOString() };
        // A token may run out while a long file is read.
        const found = await gatherBatch(await clientOfShop(deps, shopId), batch, times);
        const events = found.events.map((event) => inBooksOf(shopId, event));
        yield { ...found, events, next: batch.at(-1)?.end ?? from };
      }
    },
    async cancel(shopId, id) {
      const client = await clientOfShop(deps, shopId);
      try {
        await client.request(CancelBulkOperationDocument, { id });
      } catch (error) {
        // One that is over is not cancelled any more.
        if (!(error instanceof AdminError && error.kind === "user")) throw error;
      }
    },
  };
}

function stateOf(operation: BulkOperationQuery["bulkOperation"]): FileState {
  if (operation === null) return { state: "gone", why: "Shopify does not know it" };
  const { status, errorCode, url, rootObjectCount } = operation;
  switch (status) {
    case "CREATED":
    case "RUNNING":
    case "CANCELING":
      return { state: "preparing" };
    case "COMPLETED":
      // Without any order there is no file.
      if (url !== null || rootObjectCount === "0") return { state: "ready" };
      return { state: "gone", why: "it has no address any more" };
    default:
      return { state: "gone", why: errorCode === null ? status : `${status}: ${errorCode}` };
  }
}
