import type { ShopId } from "../ids.ts";

/** Orders of which a shop wants to hear nothing more of what Karla knows. */
export interface MutedOrders {
  /** Until it is unmuted. Twice is once. */
  mute(shopId: ShopId, orderId: string): Promise<void>;
  /** False where it was not muted. What was left out meanwhile is not told afterwards. */
  unmute(shopId: ShopId, orderId: string): Promise<boolean>;
  isMuted(shopId: ShopId, orderId: string): Promise<boolean>;
}
