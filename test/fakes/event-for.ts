import { createHash, randomUUID } from "node:crypto";
import { shopIdOf } from "@karla/sync/ids";
import type { ReceivedEvent } from "@karla/sync/inbox";

export const SHOP_A = shopIdOf("shopify", "a.myshopify.com");

/** An event of a shop as the receiver hands it to the inbox. */
export function eventFor(laneKey: string, overrides: Partial<ReceivedEvent> & { id?: string } = {}): ReceivedEvent {
  const { id = randomUUID(), ...rest } = overrides;
  const body = rest.body ?? Buffer.from(JSON.stringify({ id: laneKey, nonce: id }));
  return {
    shopId: SHOP_A,
    source: "shopify",
    topic: "orders/create",
    eventKey: createHash("sha256").update(id).digest(),
    laneKey,
    headers: { "x-shopify-topic": "orders/create" },
    ...rest,
    body,
    bodyHash: createHash("sha256").update(body).digest(),
  };
}
