import type { Lease } from "../lane/lanes.ts";
import { type Delivered, NotSent } from "../pipeline/deliver-effect.ts";
import { productOfLane } from "../product/product-lane.ts";
import { type ProductTurn, syncProduct } from "../product/sync-product.ts";
import type { TurnDeps } from "./turn-deps.ts";

const NOTHING_SENT = { reason: null, payloadHash: null, order: null };

/** Brings the core to what the shop has of the lane's product, as far as the lease reaches; the rest is done by the next turn. */
export async function syncProductOf(
  { shopId, laneKey, until }: Lease,
  shop: Pick<ProductTurn, "connection" | "settings">,
  { catalogue, clock, callTimeoutMs }: Pick<TurnDeps, "catalogue" | "clock" | "callTimeoutMs">,
): Promise<Delivered | "not_sent"> {
  if (catalogue === null) return { ...NOTHING_SENT, state: "withdrawn", tried: false };
  const turn = { ...shop, shopId, productId: productOfLane(laneKey), until: until - callTimeoutMs };
  try {
    return await syncProduct(turn, { catalogue, clock });
  } catch (error) {
    if (error instanceof NotSent) return "not_sent";
    throw error;
  }
}

/** A page of the shop's catalogue. Where the core did not answer, its products have said so, and the page proves nothing. */
export async function syncProducts(
  { shopId }: Lease,
  deps: Pick<TurnDeps, "catalogue" | "syncProducts">,
): Promise<Delivered> {
  if (deps.catalogue === null) return { ...NOTHING_SENT, state: "withdrawn", tried: false };
  const { again, answered } = await deps.syncProducts(shopId);
  return { ...NOTHING_SENT, state: "pending", tried: answered, again };
}
