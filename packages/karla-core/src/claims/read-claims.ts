import type { Queryable } from "../db/in-transaction.ts";
import type { Shop } from "../http/core-context.ts";
import type { ClaimRow } from "./claim-detail.ts";

interface Wanted {
  readonly uuid?: string | undefined;
  readonly order_id?: string | undefined;
  readonly shipment_id?: string | undefined;
  readonly resolution_preference?: string | undefined;
  readonly status?: string | undefined;
}

/** The shop's claims that were not deleted, the newest first. `page`: SQL's limit and offset. */
export async function readClaims(db: Queryable, shop: Shop, wanted: Wanted, page = ""): Promise<ClaimRow[]> {
  const { rows } = await db.query<ClaimRow>(
    `select c.id, c.order_id, c.shipment_id, c.document, c.status, c.resolution_preference, c.created_at, c.updated_at,
       c.deleted_at, o.document as placed, s.document as shipment
     from karla_core.claim c
     left join karla_core.placed_order o on o.shop_id = c.shop_id and o.id = c.order_id
     left join karla_core.shipment s on s.shop_id = c.shop_id and s.id = c.shipment_id
     where c.shop_id = $1 and c.deleted_at is null and ($2::uuid is null or c.id = $2)
       and ($3::uuid is null or c.order_id = $3) and ($4::uuid is null or c.shipment_id = $4)
       and ($5::text is null or c.resolution_preference = $5) and ($6::text is null or c.status = $6)
     order by c.created_at desc, c.id desc ${page}`,
    [
      shop.id,
      wanted.uuid ?? null,
      wanted.order_id ?? null,
      wanted.shipment_id ?? null,
      wanted.resolution_preference ?? null,
      wanted.status ?? null,
    ],
  );
  return rows;
}
