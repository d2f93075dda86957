import { Hono } from "hono";
import { inTransaction } from "../db/in-transaction.ts";
import type { CoreContext, CoreDeps } from "../http/core-context.ts";
import { errorAnswer } from "../http/error-answer.ts";
import { parseBody } from "../http/parse-request.ts";
import { access } from "../keys/access.ts";
import { trackingUpdate } from "../wire/order.ts";
import { shipmentEvent } from "../wire/shipment-event.ts";
import { findOrder } from "./find-order.ts";
import { lockShipment } from "./lock-shipment.ts";
import { readDetails } from "./read-details.ts";
import { recordEvent } from "./record-event.ts";

/** What can be done to one parcel: change it, tell what happened to it. */
export function shipmentRoutes(deps: CoreDeps) {
  const { pool, clock } = deps;
  const app = new Hono<CoreContext>();
  const notFound = () => errorAnswer(404, { message: "There is no such shipment", key: "shipment_not_found" });

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
      const event = { name: event_name, at: new Date(event_time), externalId: external_id, place: null, scan: null };
      await recordEvent(deps, { tx, shop, now }, shipment, event);
      return Response.json({});
    });
  });

  return app;
}
