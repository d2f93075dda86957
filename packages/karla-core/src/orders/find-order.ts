import { columnText, isUuid } from "../db/column-text.ts";
import type { Queryable } from "../db/in-transaction.ts";
import type { Shop } from "../http/core-context.ts";
import type { OrderReference } from "../wire/order.ts";
import type { OrderRow } from "./order-document.ts";

const COLUMNS = {
  uuid: "id",
  external_id: "external_id",
  order_name: "order_name",
  order_number: "order_number",
} as const satisfies Record<OrderReference["id_type"], string>;

/**
 * The order `reference` means; names and numbers are not unique, so the newest. `"lock"` keeps other writers of this order
 * out until the transaction ends.
 */
export async function findOrder(
  db: Queryable,
  shop: Shop,
  { id, id_type, lock = false }: OrderReference & { lock?: boolean },
): Promise<OrderRow | null> {
  if (id_type === "uuid" && !isUuid(id)) return null;
  const { rows } = await db.query<OrderRow>(
    `select id, document, analytics from karla_core.placed_order where shop_id = $1 and ${COLUMNS[id_type]} = $2
     order by created_at desc, id limit 1 ${lock ? "for update" : ""}`,
    [shop.id, columnText(id)],
  );
  return rows[0] ?? null;
}
