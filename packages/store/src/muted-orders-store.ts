import type { Clock } from "@karla/sync/clock";
import type { MutedOrders } from "@karla/sync/muted-orders";
import type { Pool } from "pg";

const MUTE = "INSERT INTO muted_order (shop_id, order_id, muted_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";

const UNMUTE = "DELETE FROM muted_order WHERE shop_id = $1 AND order_id = $2";

const MUTED = "SELECT FROM muted_order WHERE shop_id = $1 AND order_id = $2";

/** The muted orders in the database. */
export function createMutedOrdersStore({ pool, clock }: { pool: Pool; clock: Clock }): MutedOrders {
  return {
    async mute(shopId, orderId) {
      await pool.query(MUTE, [shopId, orderId, new Date(clock.now())]);
    },
    async unmute(shopId, orderId) {
      const { rowCount } = await pool.query(UNMUTE, [shopId, orderId]);
      return rowCount === 1;
    },
    async isMuted(shopId, orderId) {
      const { rowCount } = await pool.query({ name: "order-muted", text: MUTED, values: [shopId, orderId] });
      return rowCount === 1;
    },
  };
}
