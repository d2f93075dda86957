import type { BookedOrder } from "@karla/sandbox/booked-order";
import { compareOrder } from "../../proof/compare-order.ts";
import type { CoreOrder } from "../../proof/core-order.ts";
import { expectedOrder } from "../../proof/expected-order.ts";
import { type CoreAccess, readCorePage } from "../../proof/read-core.ts";

/** As many orders as are compared at a time: a hundred thousand at once would fill the memory. */
const PIECES = 50;

/** How many of these orders the core, asked by the time they were placed, does not hold as the books call for it. */
export async function gapOf(orders: readonly BookedOrder[], core: CoreAccess): Promise<number> {
  const placed = [...orders].sort((a, b) => a.processedAt - b.processedAt);
  const size = Math.ceil(placed.length / PIECES);
  let gap = 0;
  for (let from = 0; from < placed.length; from += size) gap += await gapOfPiece(placed.slice(from, from + size), core);
  return gap;
}

async function gapOfPiece(piece: readonly BookedOrder[], core: CoreAccess): Promise<number> {
  const [first, last] = [piece[0], piece.at(-1)];
  if (first === undefined || last === undefined) return 0;
  const held = new Map<string, CoreOrder>();
  const within = { order_placed_from: iso(first.processedAt), order_placed_to: iso(last.processedAt) };
  for (let page = 1; ; page += 1) {
    const found = await readCorePage(core, page, within);
    for (const order of found.orders) held.set(order.external_id, order);
    if (found.last) break;
  }
  return piece.filter((order) => {
    const expected = expectedOrder(order, [order], { pictures: "told" });
    const inCore = held.get(order.id);
    if (expected.outcome !== "held") return inCore !== undefined;
    return inCore === undefined || compareOrder(expected.order, inCore).length > 0;
  }).length;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
