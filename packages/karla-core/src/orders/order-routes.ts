import { Hono } from "hono";
import { isUuid } from "../db/column-text.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { CoreContext, CoreDeps } from "../http/core-context.ts";
import { errorAnswer } from "../http/error-answer.ts";
import { parseBody, parseQuery } from "../http/parse-request.ts";
import { access } from "../keys/access.ts";
import { createTrackToken } from "../track/track-token.ts";
import { trackUrl } from "../track/track-url.ts";
import { orderPlacement, orderReference, orderUpdate, orderUpsert, orderUpserts } from "../wire/order.ts";
import { type Applied, applyUpsert } from "./apply-upsert.ts";
import { findOrder } from "./find-order.ts";
import { orderFilters, searchOrders } from "./order-search.ts";
import { readDetails } from "./read-details.ts";
import { updateOrder } from "./write-order.ts";

const applied = ({ outcome }: Applied) => outcome === "applied";

/** `/shops/{slug}/orders`. */
export function orderRoutes(deps: CoreDeps) {
  const { pool, clock, config } = deps;
  const app = new Hono<CoreContext>();
  const tokens = createTrackToken(config, clock);
  const notFound = () => errorAnswer(404, { message: "There is no such order", key: "order_not_found" });
  const exists = () => errorAnswer(409, { message: "There is such an order already", key: "order_exists" });

  function answer({ outcome }: Applied): Response {
    switch (outcome) {
      case "applied":
        return Response.json({});
      case "order_not_found":
        return notFound();
      case "order_exists":
        return exists();
    }
  }

  app.get("/shops/:slug/orders", access(pool, "viewer"), async (c) => {
    const query = parseQuery(c, orderFilters);
    if (query.outcome === "refused") return query.answer;
    return c.json(await searchOrders(pool, c.var.shop, query.value));
  });

  app.post("/shops/:slug/orders", access(pool, "editor"), async (c) => {
    const body = parseBody(c, orderPlacement);
    if (body.outcome === "refused") return body.answer;
    const reference = { id: body.value.external_id, id_type: "external_id" as const };
    const work = async (tx: Parameters<typeof applyUpsert>[1]): Promise<Applied> => {
      if (await findOrder(tx, c.var.shop, { ...reference, lock: true })) return { outcome: "order_exists" };
      return applyUpsert(deps, tx, c.var.shop, { ...reference, order: body.value, trackings: [] });
    };
    return answer(await inTransaction(pool, work, applied));
  });

  app.put("/shops/:slug/orders", access(pool, "editor"), async (c) => {
    const body = parseBody(c, orderUpsert);
    if (body.outcome === "refused") return body.answer;
    return answer(await inTransaction(pool, (tx) => applyUpsert(deps, tx, c.var.shop, body.value), applied));
  });

  // All or nothing. Sorted by id, so that two bulk requests with the same orders wait for each other instead of deadlocking.
  app.put("/shops/:slug/orders/bulk", access(pool, "editor"), async (c) => {
    const body = parseBody(c, orderUpserts);
    if (body.outcome === "refused") return body.answer;
    const sorted = body.value.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
    const work = async (tx: Parameters<typeof applyUpsert>[1]): Promise<Applied> => {
      for (const upsert of sorted) {
        const result = await applyUpsert(deps, tx, c.var.shop, upsert);
        if (!applied(result)) return result;
      }
      return { outcome: "applied" };
    };
    return answer(await inTransaction(pool, work, applied));
  });

  app.post("/shops/:slug/orders/trackpage-url", access(pool, "editor"), async (c) => {
    const body = parseBody(c, orderReference);
    if (body.outcome === "refused") return body.answer;
    const order = await findOrder(pool, c.var.shop, body.value);
    if (!order) return notFound();
    const token = tokens.issue(c.var.shop, order.id);
    return c.json({ url: trackUrl(config.publicUrl(), c.var.shop, order.document.order_number, token), token });
  });

  app.patch("/shops/:slug/orders/:order_id", access(pool, "editor"), async (c) => {
    const body = parseBody(c, orderUpdate);
    if (body.outcome === "refused") return body.answer;
    if (!isUuid(c.req.param("order_id"))) return notFound();
    const { address, expected_number_of_shipments } = body.value;
    return inTransaction(pool, async (tx) => {
      const found = await findOrder(tx, c.var.shop, { id: c.req.param("order_id"), id_type: "uuid", lock: true });
      if (!found) return notFound();
      const document = {
        ...found.document,
        address: { ...found.document.address, ...address },
        expected_number_of_shipments: expected_number_of_shipments ?? found.document.expected_number_of_shipments,
      };
      if (!document.address.zip_code?.trim()) {
        return errorAnswer(422, { message: "An order's address needs a zip code", key: "zip_code_invalid" });
      }
      const order = { ...found, document };
      await updateOrder(tx, c.var.shop, { ...order, at: new Date(clock.now()) });
      const [detail] = await readDetails(tx, c.var.shop, [order]);
      return Response.json(detail);
    });
  });

  return app;
}
