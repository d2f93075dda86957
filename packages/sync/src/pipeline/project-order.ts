import { applyMapping, type RuleResult } from "../mapping/apply-mapping.ts";
import type { MappingDocument } from "../mapping/document.ts";
import type { Order } from "../order/order.ts";
import { type Projection, toKarla } from "../order/to-karla.ts";
import type { ShopView } from "./shops.ts";

type ShopSide = Pick<ShopView, "settings" | "segmentPrefix" | "mapping">;

/** What a turn decided with is what it delivers: of an order that did not change meanwhile it is not made a second time. */
const made = new WeakMap<Order, { shop: ShopSide; projection: Projection }>();

/** What the core should know of an order: the shop's facts, its settings, and what its published mapping makes of them. */
export function projectOrder(order: Order, shop: ShopSide): Projection {
  const known = made.get(order);
  if (known?.shop === shop) return known.projection;
  const { projection } = projectWith(order, shop, shop.mapping?.document ?? null);
  made.set(order, { shop, projection });
  return projection;
}

/** The same with any mapping, or none, and what each of its rules came to. */
export function projectWith(
  order: Order,
  { settings, segmentPrefix }: Pick<ShopView, "settings" | "segmentPrefix">,
  document: MappingDocument | null,
): { projection: Projection; results: RuleResult[] } {
  const { snapshot } = order;
  if (document === null || snapshot === null) {
    return { projection: toKarla(order, { settings, segmentPrefix }), results: [] };
  }
  const { fields, results } = applyMapping(document, { ...order, snapshot });
  return { projection: toKarla(order, { settings, segmentPrefix, mapped: fields }), results };
}
