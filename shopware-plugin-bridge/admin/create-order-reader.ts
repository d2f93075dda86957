import type { CallFailure } from "@karla/sync/judge-failure";
import type { OrderReader } from "@karla/sync/order-reader";
import { type ReadingDeps, readingNow, readOrders } from "./read-orders.ts";
import { clientOfShop, type ShopClientDeps } from "./shop-client.ts";
import { ShopError } from "./shop-error.ts";

/** Reads an order as the shop has it now. Custom fields and pictures come with it, so nothing is read besides. Throws `ShopError`s. */
export function createOrderReader(deps: ShopClientDeps & ReadingDeps): OrderReader {
  return {
    async read(shopId, orderId) {
      const client = await clientOfShop(deps, shopId);
      const [event] = (await readOrders(client, { ids: [orderId] }, await readingNow(deps, shopId))).events;
      return event === undefined ? { outcome: "not_found" } : { outcome: "order", event };
    },
    // Nobody asks: see `ShopView.readsApart`.
    readExtras: async () => ({ outcome: "not_found" }),
    readPictures: async () => ({ outcome: "not_found" }),
    picturesEvent: () => Promise.reject(new Error("an order of Shopware brings its pictures along")),
  };
}

/** What the engine has to know of an error of the Admin API; null for any other error. */
export function readShopFailure(error: unknown): CallFailure | null {
  if (!(error instanceof ShopError)) return null;
  const { kind, permission, retryAfterMs, reached } = error;
  const detail = permission === null ? kind : `${kind}:${permission}`;
  const missing = permission === null ? {} : { permission };
  const failure = { status: null, retryAfterMs, detail, credentials: false, reached, ...missing };
  switch (kind) {
    case "unauthorised":
    case "missing_privilege":
      // Nothing can be read of this shop until the merchant does something: the breaker opens at once.
      return { ...failure, kind: "refusal", credentials: true };
    case "throttled":
      return { ...failure, kind: "refusal", status: 429 };
    case "refused":
      return { ...failure, kind: "refusal", status: 422 };
    case "contract":
      return { ...failure, kind: "contract" };
    case "transport":
      return { ...failure, kind: "transport" };
  }
}
