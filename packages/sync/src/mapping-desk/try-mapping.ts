import type { MappingDocument } from "../mapping/document.ts";
import { DRY_RUN_VERDICTS, type DryRunVerdict, dryRunOrder } from "../pipeline/dry-run.ts";
import type { OrderSample } from "../pipeline/order-samples.ts";
import type { ShopView } from "../pipeline/shops.ts";
import type { MappingTrial, TriedOrder } from "./desk-data.ts";
import { payloadDifferences } from "./payload-differences.ts";

const MAX_SHOWN = 50;
const FAILING_FIRST: readonly DryRunVerdict[] = ["newly_failing", "newly_fixed", "changed", "unchanged"];

export interface Tried extends MappingTrial {
  /** All that are not `unchanged`. */
  all: Omit<TriedOrder, "differences">[];
  /** Orders whose payload is another one, shown or not. */
  changed: string[];
}

/**
 * Compares a document with the one that the shop's orders are sent with, order by order. `pause` lets other work run in
 * between: a thousand orders are most of a second.
 */
export async function tryMapping(
  orders: AsyncIterable<OrderSample>,
  shop: Pick<ShopView, "settings" | "segmentPrefix" | "mapping">,
  document: MappingDocument,
  pause: () => Promise<unknown>,
): Promise<Tried> {
  const counts = countsOf();
  const all: Tried["all"] = [];
  const changed: string[] = [];
  const shown = new Map<DryRunVerdict, TriedOrder[]>();
  for await (const { name, order } of orders) {
    await pause();
    const { verdict, issues, before, after } = dryRunOrder(order, shop, document);
    counts[verdict] += 1;
    if (verdict === "unchanged") continue;
    const tried = { id: order.id, name, verdict, issues };
    all.push(tried);
    const differences = payloadDifferences(before, after);
    if (differences.length > 0) changed.push(order.id);
    const like = shown.get(verdict) ?? [];
    if (like.length < MAX_SHOWN) shown.set(verdict, [...like, { ...tried, differences }]);
  }
  return {
    orders: DRY_RUN_VERDICTS.reduce((sum, verdict) => sum + counts[verdict], 0),
    counts,
    shown: FAILING_FIRST.flatMap((verdict) => shown.get(verdict) ?? []).slice(0, MAX_SHOWN),
    all,
    changed,
  };
}

function countsOf(): MappingTrial["counts"] {
  return { unchanged: 0, changed: 0, newly_failing: 0, newly_fixed: 0 };
}
