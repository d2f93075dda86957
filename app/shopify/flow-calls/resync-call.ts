import { createHash } from "node:crypto";
import type { ShopId } from "@karla/sync/ids";
import type { ReceivedEvent } from "@karla/sync/inbox";
import { SHOP_DOMAIN } from "../webhook-headers.ts";
import { type FLOW_ACTIONS, FLOW_CALL, type FlowTopic } from "./flow-call.ts";

const TOPIC: FlowTopic = "flow/action";
const ACTION: (typeof FLOW_ACTIONS)[number] = "karla-resync-order";

/** A member of staff wants an order sent again: as a workflow's action does, so that there is one way of doing it. */
export function resyncCall(wish: {
  shopId: ShopId;
  /** The name that the shop has now. */
  shop: string;
  orderId: string;
  /** Of this wish. */
  id: string;
}): ReceivedEvent {
  const { shopId, shop, orderId, id } = wish;
  const body = Buffer.from(JSON.stringify({ handle: ACTION, action_run_id: id, properties: { order_id: orderId } }));
  return {
    shopId,
    source: "shopify",
    topic: TOPIC,
    eventKey: createHash("sha256")
      .update(JSON.stringify([TOPIC, id]))
      .digest(),
    bodyHash: createHash("sha256").update(body).digest(),
    laneKey: orderId,
    body,
    headers: { [SHOP_DOMAIN]: shop, [FLOW_CALL]: TOPIC },
  };
}
