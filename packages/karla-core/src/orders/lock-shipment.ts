import { isUuid } from "../db/column-text.ts";
import type { Queryable } from "../db/in-transaction.ts";
import type { Shop } from "../http/core-context.ts";
import type { ShipmentRow } from "./order-detail.ts";

/** The shipment, with other writers of it kept out until the transaction ends; null when the shop has no such. */
export async function lockShipment(tx: Queryable, shop: Shop, id: string): Promise<ShipmentRow | null> {
  if (!isUuid(id)) return null;
  const { rows } = await tx.query<ShipmentRow>(
    `select id, order_id, document, arrival, updated_at from karla_core.shipment where shop_id = $1 and id = $2 for update`,
    [shop.id, id],
  );
  return rows[0] ?? null;
}
