import { watchParcel } from "../carriers/watch-parcel.ts";
import { columnText } from "../db/column-text.ts";
import type { Queryable } from "../db/in-transaction.ts";
import type { Entropy } from "../entropy.ts";
import { describeEvent } from "../events/describe-event.ts";
import type { Shop } from "../http/core-context.ts";
import type { OrderTracking } from "../wire/order.ts";
import { type Happening, recordHappening } from "./happening.ts";
import type { ShipmentDocument } from "./order-document.ts";

interface Shipment {
  readonly id: string;
  readonly number: string | null;
  readonly document: ShipmentDocument;
}

interface Order {
  readonly id: string;
  readonly placedAt: Date | null;
}

/**
 * Brings the parcels of an order to what was sent, by tracking number; a number that is not sent again stays. An order
 * without a number has one draft, which becomes the parcel of its first number. The order's row must be locked.
 */
export async function applyTrackings(
  { tx, shop, entropy, now, isWatched }: { tx: Queryable; shop: Shop; entropy: Entropy; now: Date; isWatched: boolean },
  order: Order,
  trackings: readonly OrderTracking[],
): Promise<Happening[]> {
  const { rows } = await tx.query<Shipment>(
    `select id, tracking_number as number, document from karla_core.shipment where shop_id = $1 and order_id = $2`,
    [shop.id, order.id],
  );
  const known = new Map(rows.map((row) => [row.number, row]));
  const happenings: Happening[] = [];

  async function insert(number: string | null, document: ShipmentDocument) {
    const id = entropy.uuid();
    await tx.query(
      `insert into karla_core.shipment (shop_id, id, order_id, position, tracking_number, document, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [shop.id, id, order.id, known.size, number, JSON.stringify(document), now],
    );
    known.set(number, { id, number, document });
    return id;
  }

  async function happened(shipmentId: string, trackingNumber: string | null, name: string, at: Date) {
    const description = describeEvent({ trackingNumber, events: [] }, { name, at });
    const own = { source: "shipments", externalId: null, place: null, scan: null } as const;
    const happening: Happening = { id: entropy.uuid(), shipmentId, name, at, ...own, ...description };
    await recordHappening(tx, shop, happening, now);
    happenings.push(happening);
  }

  if (known.size === 0 && trackings.length === 0) {
    const id = await insert(null, { tracking_number: null, products: [] });
    await happened(id, null, "ORDER_CREATED", order.placedAt ?? now);
  }

  for (const tracking of trackings) {
    const number = columnText(tracking.tracking_number);
    const same = known.get(number);
    if (same) {
      if (JSON.stringify(same.document) === JSON.stringify(tracking)) continue;
      await tx.query("update karla_core.shipment set document = $3, updated_at = $4 where shop_id = $1 and id = $2", [
        shop.id,
        same.id,
        JSON.stringify(tracking),
        now,
      ]);
      known.set(number, { ...same, document: tracking });
      if (isWatched) await watchParcel(tx, shop, { shipmentId: same.id, tracking, now });
      continue;
    }
    const draft = known.get(null);
    if (draft) {
      await tx.query(
        `update karla_core.shipment set tracking_number = $3, document = $4, updated_at = $5
         where shop_id = $1 and id = $2`,
        [shop.id, draft.id, number, JSON.stringify(tracking), now],
      );
      known.delete(null);
      known.set(number, { ...draft, number, document: tracking });
    }
    const id = draft?.id ?? (await insert(number, tracking));
    const placedAt = tracking.tracking_placed_at ? new Date(tracking.tracking_placed_at) : now;
    await happened(id, number, "ORDER_IN_PROCESSING", placedAt);
    if (isWatched) await watchParcel(tx, shop, { shipmentId: id, tracking, now });
  }
  return happenings;
}
