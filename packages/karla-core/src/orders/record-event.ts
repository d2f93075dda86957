import type { Queryable } from "../db/in-transaction.ts";
import { describeEvent } from "../events/describe-event.ts";
import type { PastEvent } from "../events/standing-of.ts";
import type { CoreDeps, Shop } from "../http/core-context.ts";
import { announce } from "../webhooks/announce.ts";
import { findOrder } from "./find-order.ts";
import { type Happening, readEvents, recordHappening } from "./happening.ts";
import type { ShipmentRow } from "./order-detail.ts";

/** What somebody tells of a shipment: its shop by the API, or its carrier. */
export interface ToldEvent extends PastEvent, Pick<Happening, "externalId" | "place" | "scan"> {}

/**
 * Records what happened to a shipment and puts the webhooks that tell of it into the outbox; false when it was known. The
 * shipment's row must be locked.
 */
export async function recordEvent(
  deps: CoreDeps,
  { tx, shop, now }: { tx: Queryable; shop: Shop; now: Date },
  shipment: ShipmentRow,
  event: ToldEvent,
): Promise<boolean> {
  const before = {
    trackingNumber: shipment.document.tracking_number,
    events: await readEvents(tx, shop, shipment.id),
  };
  const happening: Happening = {
    source: "shipments",
    id: deps.entropy.uuid(),
    shipmentId: shipment.id,
    ...event,
    ...describeEvent(before, event),
  };
  if (!(await recordHappening(tx, shop, happening, now))) return false;
  await tx.query("update karla_core.shipment set updated_at = $3 where shop_id = $1 and id = $2", [
    shop.id,
    shipment.id,
    now,
  ]);
  const order = await findOrder(tx, shop, { id: shipment.order_id, id_type: "uuid" });
  if (order) await announce(deps, tx, shop, order, [happening]);
  return true;
}
