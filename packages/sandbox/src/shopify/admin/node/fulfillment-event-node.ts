import type { BookedFulfillmentEvent } from "../../booked-order.ts";
import type { AdminNode } from "./admin-node.ts";
import { gid } from "./gid.ts";
import { utcText } from "./instant.ts";

/** `FulfillmentEvent`. Of places and estimates the books know nothing. */
export function fulfillmentEventNode({
  id,
  status,
  happenedAt,
  createdAt,
  message,
}: BookedFulfillmentEvent): AdminNode {
  return {
    __typename: "FulfillmentEvent",
    id: gid("FulfillmentEvent", id),
    status,
    happenedAt: utcText(happenedAt),
    createdAt: utcText(createdAt),
    message,
  };
}
