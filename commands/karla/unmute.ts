import type { ShopId } from "@karla/sync/ids";
import type { MutedOrders } from "@karla/sync/muted-orders";

/**
 * Has a shop hear again of an order that a workflow has muted. `order` is the platform's id of it. What happened meanwhile stays
 * untold. 1: it was not muted.
 */
export async function runUnmute(
  muted: Pick<MutedOrders, "unmute">,
  { shopId, order, say }: { shopId: ShopId; order: string | undefined; say: (line: string) => void },
): Promise<number> {
  if (order === undefined || order === "") throw new Error("Say which order: --order ID.");
  const wasMuted = await muted.unmute(shopId, order);
  say(wasMuted ? "What happens to the order from now on is told again." : "No workflow has muted this order.");
  return wasMuted ? 0 : 1;
}
