import type { ShopId } from "../ids.ts";

/** Orders of which a shop wants to hear nothing more of what Karla knows. */
export interface MutedOrders {
  /** For good. Twice is once. */
  mute(shopId: ShopId, orderId: string): Promise<void>;
  isMuted(shopId: ShopId, orderId: string): Promise<boolean>;
}
