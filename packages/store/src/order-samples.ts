import type { OrderSamples } from "@karla/sync/order-samples";
import type { Pool } from "pg";
import type { OrderBox, OrderRow } from "./order-box.ts";

const PAGE = 50;

const NEWEST = `
SELECT shop_id, order_id, name, state, version, status, reason, delivered, updated_at FROM shop_order
WHERE shop_id = $1 AND state IS NOT NULL AND (updated_at, order_id) < ($2, $3)
ORDER BY updated_at DESC, order_id DESC LIMIT $4`;

const NAMES = `
SELECT order_id AS id, coalesce(name, order_id) AS name FROM shop_order
WHERE shop_id = $1 AND state IS NOT NULL ORDER BY updated_at DESC, order_id DESC LIMIT $2`;

const ONE = `
SELECT shop_id, order_id, name, state, version, status, reason, delivered FROM shop_order
WHERE shop_id = $1 AND order_id = $2 AND state IS NOT NULL`;

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
    async names(shopId, limit) {
      const values = [shopId, limit];
      return (await pool.query<{ id: string; name: string }>({ name: "order-names", text: NAMES, values })).rows;
    },
    async find(shopId, orderId) {
      const values = [shopId, orderId];
      const { rows } = await pool.query<OrderRow & { name: string | null }>({ name: "order-find", text: ONE, values });
      const [row] = rows;
      if (row === undefined) return null;
      const { order } = await orders.open(row);
      return { name: row.name ?? order.id, order };
    },
  };
}
