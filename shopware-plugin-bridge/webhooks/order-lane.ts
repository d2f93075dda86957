import { SHOP_LANE } from "@karla/sync/inbox";
import { PRODUCTS_LANE } from "@karla/sync/product-lane";
import { SHOPWARE_EVENTS } from "./events.ts";
import { type Envelope, orderInPayload, writtenKeys } from "./written-keys.ts";

/**
 * The lane of an event: the order that it is about, where it is about one. What names several orders, or addresses (whose
 * orders only the shop knows), goes into the shop's own lane: the shop is compared with our books, which finds them. What is about
 * products goes into one lane, from which each of them is taken to its own.
 */
export function laneKeyOf({ event, payload }: Envelope, body: Buffer): string {
  switch (SHOPWARE_EVENTS.get(event ?? "")) {
    case "order":
      return orderInPayload(body, payload) ?? SHOP_LANE;
    case "orders":
    case "deleted": {
      const [first, ...others] = writtenKeys(body, payload) ?? [];
      return first !== undefined && others.length === 0 ? first : SHOP_LANE;
    }
    case "products":
      return PRODUCTS_LANE;
    default:
      return SHOP_LANE;
  }
}
