import type { ShopId } from "@karla/sync/ids";
import {
  type Announcement,
  NO_SUCH_ORDER,
  NOBODY_LISTENS,
  type NotAnnounced,
  type ShopAnnouncer,
} from "@karla/sync/shop-announcer";
import type { AdminClient } from "../admin/admin-client.ts";
import { AdminError, beforehand } from "../admin/admin-error.ts";
import { clientOfShop, type ShopClientDeps } from "../admin/client-of-shop.ts";
import { AnnouncedOrderDocument, TrackingPageDocument } from "../admin/graphql.generated.ts";
import { type FlowPayload, flowPayloadOf } from "./flow-payload-of.ts";
import { type EventTrigger, flowTriggerOf } from "./flow-trigger-of.ts";
import { trackingPageOf } from "./link-of.ts";
import type { OwnTrackPageOf } from "./own-track-pages.ts";
import { startFlow } from "./start-flow.ts";
import { type WriteDeps, writeWhereAllowed } from "./write-where-allowed.ts";

export interface FlowAnnouncerDeps extends ShopClientDeps, WriteDeps {
  /** Of the shop's own; null where it has none. */
  ownTrackPageOf: OwnTrackPageOf;
  /** Sandbox only: tracking pages may be on this machine. */
  allowLoopback: boolean;
}

/** Flow takes an order's id as a number, which JSON has exactly up to 15 digits. Shopify's have fourteen. */
const ORDER_ID = /^[1-9]\d{0,14}$/;

/**
 * Tells a shop by its Admin API. What happened starts the workflows that begin with its trigger, once more for each call: the
 * order is read before, so that one which the shop does not have starts nothing. `reached` of the `AdminError`s thrown here is
 * about the workflows.
 */
export function createFlowAnnouncer(deps: FlowAnnouncerDeps): ShopAnnouncer {
  return {
    async announce(shopId, announcement) {
      const prepared = await beforehand(prepare(deps, shopId, announcement));
      switch (prepared.outcome) {
        case "not_announced":
          return prepared;
        case "prepared":
          return (await startFlow(prepared.client, prepared)) === "started" ? { outcome: "announced" } : NOBODY_LISTENS;
      }
    },
    async noteTrackpage(shopId, orderId, url) {
      if (!ORDER_ID.test(orderId)) return;
      const page = (await deps.ownTrackPageOf(shopId, orderId)) ?? trackingPageOf(url, deps);
      if (page === null) return;
      const client = await clientOfShop(deps, shopId);
      const order = await readOrder(client, orderId);
      if (order === null || order.trackingPage !== null) return;
      await writeWhereAllowed(deps, { shopId, scope: "write_orders" }, () => writeTrackingPage(client, order.id, page));
    },
  };
}

interface Prepared {
  outcome: "prepared";
  client: AdminClient;
  handle: EventTrigger;
  payload: FlowPayload;
}

async function prepare(
  deps: FlowAnnouncerDeps,
  shopId: ShopId,
  announcement: Announcement,
): Promise<Prepared | NotAnnounced> {
  const handle = flowTriggerOf(announcement.group);
  if (handle === null) return NOBODY_LISTENS;
  if (!ORDER_ID.test(announcement.orderId)) return NO_SUCH_ORDER;
  const client = await clientOfShop(deps, shopId);
  const order = await readOrder(client, announcement.orderId);
  if (order === null) return NO_SUCH_ORDER;
  const own = await deps.ownTrackPageOf(shopId, announcement.orderId);
  const trackingPage = own ?? trackingPageOf(order.trackingPage?.value, deps);
  return { outcome: "prepared", client, handle, payload: flowPayloadOf(handle, { announcement, trackingPage }) };
}

/** Null where the shop does not have the order, or shows the app none of its age. */
async function readOrder(client: AdminClient, orderId: string) {
  const { order } = await client.request(AnnouncedOrderDocument, { id: `gid://shopify/Order/${orderId}` });
  return order;
}

/** Whoever wrote one meanwhile was first: the order has an address, and that is what was wanted. */
async function writeTrackingPage(client: AdminClient, orderId: string, url: string): Promise<void> {
  try {
    await client.request(TrackingPageDocument, { orderId, url });
  } catch (error) {
    if (!(error instanceof AdminError) || error.code !== "STALE_OBJECT") throw error;
  }
}
