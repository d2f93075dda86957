import type { CallFailure } from "@karla/sync/judge-failure";
import type { OrderReader } from "@karla/sync/order-reader";
import { ADMIN_API_VERSION } from "./admin-client.ts";
import { AdminError } from "./admin-error.ts";
import { adminOrderEvent } from "./admin-order-event.ts";
import { adminPicturesEvent } from "./admin-pictures-event.ts";
import { clientOfShop, domainOfShop, type ShopClientDeps } from "./client-of-shop.ts";
import { readExtras } from "./read-extras.ts";
import { readOrder } from "./read-order.ts";
import { readPictures } from "./read-pictures.ts";
import { inBooksOf } from "./reader-event.ts";

/** Reads an order, its metafields, or its pictures by Admin GraphQL, as events for the inbox. Throws `AdminError`s. */
export function createOrderReader(deps: ShopClientDeps): OrderReader {
  return {
    async read(shopId, orderId) {
      const client = await clientOfShop(deps, shopId);
      const readAt = new Date(deps.now()).toISOString();
      const read = await readOrder(client, orderId);
      if (read.outcome === "not_found") return read;
      const { shop, version: apiVersion } = client;
      const event = adminOrderEvent({ shop, orderId, body: read.body, apiVersion, readAt });
      return { outcome: "order", event: inBooksOf(shopId, event) };
    },
    async readExtras(shopId, orderId, { observedAt, wanted }) {
      const client = await clientOfShop(deps, shopId);
      const read = await readExtras(client, {
        orderId,
        observedAt,
        wanted,
        readAt: new Date(deps.now()).toISOString(),
      });
      return read.outcome === "extras" ? { ...read, event: inBooksOf(shopId, read.event) } : read;
    },
    async readPictures(shopId, orderId) {
      const client = await clientOfShop(deps, shopId);
      return readPictures(client, { orderId, readAt: new Date(deps.now()).toISOString() });
    },
    async picturesEvent(shopId, orderId, pictures) {
      const shop = await domainOfShop(deps, shopId);
      const readAt = new Date(deps.now()).toISOString();
      const event = adminPicturesEvent({ shop, orderId, pictures, apiVersion: ADMIN_API_VERSION, readAt });
      return inBooksOf(shopId, event);
    },
  };
}

/** What the engine has to know of an Admin API error; null for any other error. */
export function readAdminFailure(error: unknown): CallFailure | null {
  if (!(error instanceof AdminError)) return null;
  const { retryAfterMs, kind: detail, reached } = error;
  const failure = { status: null, retryAfterMs, detail, credentials: false, reached };
  switch (error.kind) {
    case "unauthorised":
    case "access_denied":
    case "payment_required":
      // Nothing can be read of this shop until the merchant does something: the breaker opens at once.
      return { ...failure, kind: "refusal", credentials: true };
    case "throttled":
      return { ...failure, kind: "refusal", status: 429 };
    case "max_cost":
    case "user":
      return { ...failure, kind: "refusal", status: 422 };
    case "contract":
      return { ...failure, kind: "contract" };
    case "transport":
      return { ...failure, kind: "transport" };
  }
}
