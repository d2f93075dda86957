import { z } from "zod";
import { columnText } from "../db/column-text.ts";
import type { Queryable } from "../db/in-transaction.ts";
import type { Shop } from "../http/core-context.ts";
import { pageSql, pagination } from "../http/pagination.ts";
import { instant } from "../wire/instant.ts";
import type { OrderDetail } from "./order-detail.ts";
import type { OrderRow } from "./order-document.ts";
import { readDetails } from "./read-details.ts";

const text = z.string().transform(columnText).optional();

/** Every filter of `GET /shops/{slug}/orders`. */
export const orderFilters = z.strictObject({
  ...pagination,
  email_id: text,
  external_id: text,
  order_name: text,
  order_number: text,
  uuid: z.uuid().optional(),
  zip_code: text,
  order_placed_from: instant.optional(),
  order_placed_to: instant.optional(),
  shipment_updated_since: instant.optional(),
});

const CONDITIONS = {
  email_id: (n: number) => `email_id = $${n}`,
  external_id: (n: number) => `external_id = $${n}`,
  order_name: (n: number) => `order_name = $${n}`,
  order_number: (n: number) => `order_number = $${n}`,
  uuid: (n: number) => `id = $${n}::uuid`,
  zip_code: (n: number) => `zip_code = $${n}`,
  order_placed_from: (n: number) => `placed_at >= $${n}::timestamptz`,
  order_placed_to: (n: number) => `placed_at <= $${n}::timestamptz`,
  shipment_updated_since: (n: number) =>
    `exists (select from karla_core.shipment s where s.shop_id = o.shop_id and s.order_id = o.id and s.updated_at >= $${n}::timestamptz)`,
} as const;

/** A page of the shop's orders, newest first. Orders that arrive meanwhile push others to later pages, never out. */
export async function searchOrders(
  db: Queryable,
  shop: Shop,
  filters: z.output<typeof orderFilters>,
): Promise<OrderDetail[]> {
  const values: string[] = [shop.id];
  const conditions = ["shop_id = $1"];
  const { page, per_page, ...given } = filters;
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || !isFilter(name)) continue;
    values.push(value);
    conditions.push(CONDITIONS[name](values.length));
  }
  const { rows } = await db.query<OrderRow>(
    `select id, document, analytics from karla_core.placed_order o where ${conditions.join(" and ")}
     order by created_at desc, id desc ${pageSql({ page, per_page })}`,
    values,
  );
  return readDetails(db, shop, rows);
}

function isFilter(name: string): name is keyof typeof CONDITIONS {
  return Object.hasOwn(CONDITIONS, name);
}
