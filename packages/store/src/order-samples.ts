import type { ShopId } from "@karla/sync/ids";
import type { Order } from "@karla/sync/order";
import type { Pool } from "pg";
import type { OrderBox, OrderRow } from "./order-box.ts";

export interface OrderSample {
  /** As printed, e.g. "#1001". */
  name: string;
  order: Order;
}

/** A shop's orders to try something on. */
export interface OrderSamples {
  /** The last changed ones, newest first, a few at a time: a thousand orders are many megabytes. */
  newest(shopId: ShopId, limit: number): AsyncIterable<OrderSample>;
}

const PAGE = 50;

const NEWEST = `
SELECT shop_id, order_id, name, state, version, status, reason, delivered, updated_at FROM shop_order
WHERE shop_id = $1 AND state IS NOT NULL AND (updated_at, order_id) < ($2, $3)
ORDER BY updated_at DESC, order_id DESC LIMIT $4`;

export function createOrderSamples({ pool, orders }: { pool: Pool; orders: OrderBox }): OrderSamples {
  return {
    async *newest(shopId, limit) {
      let before: [Date | "infinity", string] = ["infinity", ""];
      for (let left = limit; left > 0; left -= PAGE) {
        const { rows } = await pool.query<OrderRow & { name: string | null; updated_at: Date }>({
          name: "orders-newest",
          text: NEWEST,
          values: [shopId, ...before, Math.min(PAGE, left)],
        });
        for (const row of rows) {
          const { order } = await orders.open(row);
          yield { name: row.name ?? order.id, order };
        }
        const last = rows.at(-1);
        if (last === undefined || rows.length < PAGE) return;
        before = [last.updated_at, last.order_id];
      }
    },
  };
}
