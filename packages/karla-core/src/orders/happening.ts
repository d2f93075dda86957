import type { CarrierScan, Place } from "../carriers/carrier-feed.ts";
import type { Queryable } from "../db/in-transaction.ts";
import type { EventDescription } from "../events/describe-event.ts";
import type { PastEvent } from "../events/standing-of.ts";
import type { Shop } from "../http/core-context.ts";

/** Something that happened to a shipment, as it stands in its list of events and in a webhook. */
export interface Happening extends PastEvent, EventDescription {
  readonly source: "shipments";
  readonly id: string;
  readonly shipmentId: string;
  /** The sender's own id of it; null for what the core saw itself. */
  readonly externalId: string | null;
  readonly place: Place | null;
  /** Of a carrier's scan; null: not told by one. */
  readonly scan: ScanRecord | null;
}

/** What is kept of a carrier's scan beside its event, its instant and its place. */
export type ScanRecord = Pick<CarrierScan, "code" | "text" | "pickup">;

/** Stores it; false when the same event was stored before, which is how a repeated request stays without effect. */
export async function recordHappening(tx: Queryable, shop: Shop, happening: Happening, now: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into karla_core.shipment_event (shop_id, id, shipment_id, event_key, phase, happened_at, external_id, recorded_at,
       place, scan)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing`,
    [
      shop.id,
      happening.id,
      happening.shipmentId,
      happening.name,
      happening.phase,
      happening.at,
      happening.externalId,
      now,
      happening.place === null ? null : JSON.stringify(happening.place),
      happening.scan === null ? null : JSON.stringify(happening.scan),
    ],
  );
  return rowCount === 1;
}

/** What happened to a shipment so far, in no order. */
export async function readEvents(tx: Queryable, shop: Shop, shipmentId: string): Promise<PastEvent[]> {
  const { rows } = await tx.query<PastEvent>(
    "select event_key as name, happened_at as at from karla_core.shipment_event where shop_id = $1 and shipment_id = $2",
    [shop.id, shipmentId],
  );
  return rows;
}
