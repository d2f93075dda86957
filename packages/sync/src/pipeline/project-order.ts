import { applyMapping } from "../mapping/apply-mapping.ts";
import { NO_EXTRAS } from "../mapping/order-extras.ts";
import type { Order } from "../order/order.ts";
import { type Projection, toKarla } from "../order/to-karla.ts";
import type { ShopView } from "./shops.ts";

/** What the core should know of an order: the shop's facts, its settings, and what its published mapping makes of them. */
export function projectOrder(order: Order, shop: Pick<ShopView, "settings" | "segmentPrefix" | "mapping">): Projection {
  const { settings, segmentPrefix, mapping } = shop;
  const { snapshot } = order;
  if (mapping === null || snapshot === null) return toKarla(order, { settings, segmentPrefix });
  const { fields } = applyMapping(mapping.document, { ...order, snapshot }, NO_EXTRAS);
  return toKarla(order, { settings, segmentPrefix, mapped: fields });
}
