import type { ShopId } from "../ids.ts";
import type { Order } from "../order/order.ts";

export interface OrderSample {
  /** As printed, e.g. "#1001". */
  name: string;
  order: Order;
}

/** A shop's orders to try something on. */
export interface OrderSamples {
  /** The last changed ones, newest first, a few at a time: a thousand orders are many megabytes. */
  newest(shopId: ShopId, limit: number): AsyncIterable<OrderSample>;
  /** What the last changed ones are called, newest first. */
  names(shopId: ShopId, limit: number): Promise<{ id: string; name: string }[]>;
  /** Null where the shop has no such order, or its state is gone. */
  find(shopId: ShopId, orderId: string): Promise<OrderSample | null>;
}

/** Sends orders again whose payload has changed though the shop changed nothing: another mapping was published. */
export interface OweAgain {
  /**
   * Owes the order part of those that the core holds. What it holds stays known, so that no parcel is sent again and no
   * customer hears of it, but for a parcel that the mapping itself changed. Metafields that the mapping names are read
   * before. Gives how many are owed now.
   */
  orders(shopId: ShopId, orderIds: readonly string[]): Promise<number>;
}
