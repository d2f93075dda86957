import type { ShopId } from "../ids.ts";
import { mergeOrder } from "../order/merge-order.ts";
import { type Order, unknownOrder } from "../order/order.ts";
import type { ShopView } from "../pipeline/shops.ts";
import { wantedPictures } from "../pipeline/wanted-pictures.ts";
import type { TurnDeps } from "./turn-deps.ts";

/** The order with what other orders have brought of the pictures that it lacks. Of a shop that nobody reads none are known. */
export async function takeKnownPictures(
  order: Order | null,
  { shopId, shop }: { shopId: ShopId; shop: ShopView },
  { pictures, clock }: Pick<TurnDeps, "pictures" | "clock">,
): Promise<Order | null> {
  if (order === null || !shop.readsApart) return order;
  const wanted = wantedPictures(order, clock.now());
  if (wanted.length === 0) return order;
  const known = await pictures.known(shopId, wanted);
  if (known.size === 0) return order;
  return mergeOrder(order, { ...unknownOrder(order.id), pictures: Object.fromEntries(known) });
}
