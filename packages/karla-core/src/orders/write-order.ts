import { columnText, columnTextOrNull } from "../db/column-text.ts";
import type { Queryable } from "../db/in-transaction.ts";
import type { Shop } from "../http/core-context.ts";
import type { OrderAnalytics } from "../wire/order.ts";
import type { OrderDocument } from "./order-document.ts";

interface Write {
  readonly id: string;
  readonly document: OrderDocument;
  readonly analytics: OrderAnalytics | null;
  readonly at: Date;
}

function columns(shop: Shop, { id, document, analytics, at }: Write) {
  return [
    shop.id,
    id,
    columnText(document.external_id),
    columnText(document.order_number),
    columnTextOrNull(document.order_name),
    columnTextOrNull(document.email_id),
    columnTextOrNull(document.address.zip_code),
    document.order_placed_at ?? null,
    JSON.stringify(document),
    analytics === null ? null : JSON.stringify(analytics),
    at,
  ];
}

/** Places a new order; false when its external id is taken, also by a request that is just being applied. */
export async function insertOrder(tx: Queryable, shop: Shop, write: Write): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into karla_core.placed_order (shop_id, id, external_id, order_number, order_name, email_id, zip_code, placed_at,
       document, analytics, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11) on conflict (shop_id, external_id) do nothing`,
    columns(shop, write),
  );
  return rowCount === 1;
}

export async function updateOrder(tx: Queryable, shop: Shop, write: Write): Promise<void> {
  await tx.query(
    `update karla_core.placed_order set external_id = $3, order_number = $4, order_name = $5, email_id = $6, zip_code = $7,
       placed_at = $8, document = $9, analytics = $10, updated_at = $11 where shop_id = $1 and id = $2`,
    columns(shop, write),
  );
}
