import type { Pool } from "pg";
import { inTransaction } from "../db/in-transaction.ts";
import type { Shop } from "../http/core-context.ts";
import type { CarrierFeed } from "./carrier-feed.ts";
import { BETWEEN_CALLS_MS } from "./feed-pause.ts";

export interface ClaimedParcel {
  readonly shop: Shop;
  readonly shipmentId: string;
  /** The fence: whoever takes the parcel over has a higher one. */
  readonly turn: number;
  /** Questions in a row that were not answered. */
  readonly failures: number;
  readonly trackingNumber: string;
  readonly zipCode: string | null;
}

interface Row {
  readonly shop_id: string;
  readonly slug: string;
  readonly shipment_id: string;
  readonly turn: number;
  readonly failures: number;
  readonly tracking_number: string;
  readonly zip_code: string | null;
}

/** Longer than a question may take; a crash in between costs this delay. */
const LEASE_MS = 60_000;

/**
 * Takes the parcel that has waited longest for this carrier to be asked, if the carrier may be asked now: several processes
 * share its pace. Null: there is nothing to do yet.
 */
export function claimParcel(
  pool: Pool,
  feed: CarrierFeed,
  { now, haste, watchedMs }: { now: number; haste: number; watchedMs: number },
): Promise<ClaimedParcel | null> {
  const at = new Date(now);
  return inTransaction(pool, async (tx) => {
    await tx.query("update karla_core.carrier_watch set due_at = null where due_at is not null and begun_at <= $1", [
      new Date(now - watchedMs),
    ]);
    const { rows: due } = await tx.query<{ shop_id: string; shipment_id: string }>(
      `select shop_id, shipment_id from karla_core.carrier_watch
       where due_at <= $1 and (leased_until is null or leased_until <= $1) and ($2::text[] is null or carrier = any($2))
       order by due_at limit 1 for update skip locked`,
      [at, feed.carriers],
    );
    const [found] = due;
    if (!found || !(await mayCall(tx, feed, at, haste))) return null;
    const { rows } = await tx.query<Row>(
      `update karla_core.carrier_watch w set turns = w.turns + 1, leased_until = $3
       from karla_core.shipment s
       join karla_core.placed_order o on o.shop_id = s.shop_id and o.id = s.order_id
       join karla_core.shop on shop.id = s.shop_id
       where w.shop_id = $1 and w.shipment_id = $2 and s.shop_id = w.shop_id and s.id = w.shipment_id
       returning w.shop_id, shop.slug, w.shipment_id, w.turns as turn, w.failures, s.tracking_number, o.zip_code`,
      [found.shop_id, found.shipment_id, new Date(now + LEASE_MS)],
    );
    const [row] = rows;
    if (!row) return null;
    return {
      shop: { id: row.shop_id, slug: row.slug },
      shipmentId: row.shipment_id,
      turn: row.turn,
      failures: row.failures,
      trackingNumber: row.tracking_number,
      zipCode: row.zip_code,
    };
  });
}

async function mayCall(
  tx: Parameters<Parameters<typeof inTransaction>[1]>[0],
  feed: CarrierFeed,
  at: Date,
  haste: number,
) {
  await tx.query(
    "insert into karla_core.carrier_feed (name, next_call_at, failures) values ($1, $2, 0) on conflict do nothing",
    [feed.name, at],
  );
  const { rowCount } = await tx.query(
    "update karla_core.carrier_feed set next_call_at = $3 where name = $1 and next_call_at <= $2",
    [feed.name, at, new Date(at.getTime() + BETWEEN_CALLS_MS / haste)],
  );
  return rowCount === 1;
}
