import type { ShopId } from "@karla/sync/ids";
import type { OrderRecord, OrderStatus } from "@karla/sync/lanes";
import { Order } from "@karla/sync/order";
import { Delivered } from "@karla/sync/owed";
import type { DataKeys } from "./data-keys.ts";
import { compressAndSeal, openAndDecompress, type SealPlace } from "./secret-box.ts";

export interface OrderRow {
  shop_id: string;
  order_id: string;
  state: Buffer;
  version: number;
  status: string;
  reason: string | null;
  delivered: string | null;
}

/** Seals order state with the shop's data key: deleting that key makes it unreadable. */
export interface OrderBox {
  seal(shopId: ShopId, order: Order): Promise<Buffer>;
  open(row: OrderRow): Promise<OrderRecord>;
}

const MAX_ORDER_BYTES = 32 * 1024 * 1024;

export function createOrderBox(keys: DataKeys): OrderBox {
  return {
    async seal(shopId, order) {
      const key = await keys.keyOf(shopId);
      return compressAndSeal(key, Buffer.from(JSON.stringify(order)), placeOf(shopId, order.id));
    },
    async open(row) {
      const shopId = row.shop_id as ShopId;
      const key = await keys.keyOf(shopId);
      const keyring = { find: (id: string) => (id === key.id ? key : null) };
      const text = openAndDecompress(keyring, row.state, placeOf(shopId, row.order_id), MAX_ORDER_BYTES).toString();
      return {
        order: Order.parse(JSON.parse(text)),
        version: row.version,
        status: row.status as OrderStatus,
        reason: row.reason,
        delivered: row.delivered === null ? null : Delivered.parse(JSON.parse(row.delivered)),
      };
    },
  };
}

function placeOf(shopId: ShopId, orderId: string): SealPlace {
  return { tenant: shopId, table: "shop_order", column: "state", row: orderId };
}
