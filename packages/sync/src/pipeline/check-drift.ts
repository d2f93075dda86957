import type { ShopId } from "../ids.ts";
import type { MappingDocument } from "../mapping/document.ts";
import { findDrift } from "../mapping/find-drift.ts";
import { nameOfMetafield } from "../mapping/metafields-of.ts";
import type { Order } from "../order/order.ts";
import type { OrderSamples } from "./order-samples.ts";
import type { Problems } from "./shops.ts";

const LOOKED_AT = 250;

/** Looks whether the shop's newest orders still carry what its mapping reads; raises the problem, or closes it. */
export type CheckDrift = (shopId: ShopId, document: MappingDocument) => Promise<void>;

export function createDriftCheck(deps: {
  samples: Pick<OrderSamples, "newest">;
  problems: Problems;
  /** Lets other work of the process run. */
  pause: () => Promise<unknown>;
}): CheckDrift {
  const { samples, problems, pause } = deps;
  return async (shopId, document) => {
    const orders: Order[] = [];
    for await (const { order } of samples.newest(shopId, LOOKED_AT)) {
      await pause();
      orders.push(order);
    }
    const drift = findDrift(document, orders);
    const [first] = drift;
    if (first === undefined) return problems.close(shopId, "mapped_field_gone");
    const names = drift.map(({ source }) => (source.from === "metafield" ? nameOfMetafield(source) : source.name));
    return problems.raise(shopId, "mapped_field_gone", { field: names.join(", "), order: first.firstWithout });
  };
}
