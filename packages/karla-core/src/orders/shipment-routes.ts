import { Hono } from "hono";
import { isUuid } from "../db/column-text.ts";
import { inTransaction, type Queryable } from "../db/in-transaction.ts";
import { describeEvent } from "../events/describe-event.ts";
import type { CoreContext, CoreDeps, Shop } from "../http/core-context.ts";
import { errorAnswer } from "../http/error-answer.ts";
import { parseBody } from "../http/parse-request.ts";
import { access } from "../keys/access.ts";
import { announce } from "../webhooks/announce.ts";
import { trackingUpdate } from "../wire/order.ts";
import { shipmentEvent } from "../wire/shipment-event.ts";
import { findOrder } from "./find-order.ts";
import { readEvents, recordHappening } from "./happening.ts";
import type { ShipmentRow } from "./order-detail.ts";
import { readDetails } from "./read-details.ts";

/** What can be done to one parcel: change it, tell what happened to it. */
export function shipmentRoutes(deps: CoreDeps) {
  const { pool, clock, entropy } = deps;
  const app = new Hono<CoreContext>();
  const notFound = () => errorAnswer(404, { message: "There is no such shipment", key: "shipment_not_found" });

  async function lockShipment(tx: Queryable, shop: Shop, id: string): Promise<ShipmentRow | null> {
    if (!isUuid(id)) return null;
    const { rows } = await tx.query<ShipmentRow>(
      "select id, order_id, document, updated_at from karla_core.shipment where shop_id = $1 and id = $2 for update",
      [shop.id, id],
    );
    return rows[0] ?? null;
  }

  app.patch("/shops/:slug/orders/:order_id/shipments/:shipment_id", access(pool, "editor"), async (c) => {
    const body = parseBody(c, trackingUpdate);
    if (body.outcome === "refused") return body.answer;
    const { shop } = c.var;
    return inTransaction(pool, async (tx) => {
      // The order first, as every other writer does.
      const order = await findOrder(tx, shop, { id: c.req.param("order_id"), id_type: "uuid", lock: true });
      if (!order) return errorAnswer(404, { message: "There is no such order", key: "order_not_found" });
      const shipment = await lockShipment(tx, shop, c.req.param("shipment_id"));
      if (shipment?.order_id !== order.id) return notFound();
      await tx.query("update karla_core.shipment set document = $3, updated_at = $4 where shop_id = $1 and id = $2", [
        shop.id,
        shipment.id,
        JSON.stringify({ ...shipment.document, ...body.value }),
        new Date(clock.now()),
      ]);
      const [detail] = await readDetails(tx, shop, [order]);
      return Response.json(detail?.trackings.find(({ id }) => id === shipment.id));
    });
  });

  app.post("/shops/:slug/shipments/:shipment_id/events", access(pool, "editor"), async (c) => {
    const body = parseBody(c, shipmentEvent);
    if (body.outcome === "refused") return body.answer;
    const { event_name, event_time, external_id } = body.value;
    const { shop } = c.var;
    const now = new Date(clock.now());
    return inTransaction(pool, async (tx) => {
      const shipment = await lockShipment(tx, shop, c.req.param("shipment_id"));
      if (!shipment) return notFound();
      const order = await findOrder(tx, shop, { id: shipment.order_id, id_type: "uuid" });
      if (!order) return notFound();
      const event = { name: event_name, at: new Date(event_time) };
      const before = {
        trackingNumber: shipment.document.tracking_number,
        events: await readEvents(tx, shop, shipment.id),
      };
      const happening = {
        id: entropy.uuid(),
        shipmentId: shipment.id,
        externalId: external_id,
        ...event,
        ...describeEvent(before, event),
      };
      if (!(await recordHappening(tx, shop, happening, now))) return Response.json({});
      await tx.query("update karla_core.shipment set updated_at = $3 where shop_id = $1 and id = $2", [
        shop.id,
        shipment.id,
        now,
      ]);
      await announce(deps, tx, shop, order, [happening]);
      return Response.json({});
    });
  });

  return app;
}
