import type { MutedOrders } from "@karla/sync/muted-orders";

/** The muted orders in memory. */
export function createMemoryMutedOrders(): MutedOrders {
  const muted = new Set<string>();
  return {
    mute: async (shopId, orderId) => void muted.add(`${shopId} ${orderId}`),
    unmute: async (shopId, orderId) => muted.delete(`${shopId} ${orderId}`),
    isMuted: async (shopId, orderId) => muted.has(`${shopId} ${orderId}`),
  };
}
