import { Hono } from "hono";
import { z } from "zod";
import { columnTextOrNull, isUuid } from "../db/column-text.ts";
import { inTransaction, type Queryable } from "../db/in-transaction.ts";
import type { CoreContext, CoreDeps, Shop } from "../http/core-context.ts";
import { errorAnswer } from "../http/error-answer.ts";
import { pageSql, pagination } from "../http/pagination.ts";
import { parseBody, parseQuery } from "../http/parse-request.ts";
import { access } from "../keys/access.ts";
import { findOrder } from "../orders/find-order.ts";
import { lockShipment } from "../orders/lock-shipment.ts";
import { announce } from "../webhooks/announce.ts";
import { claimCreation, claimStatus, claimUpdate, resolutionPreference } from "../wire/claim.ts";
import { claimDetail } from "./claim-detail.ts";
import { claimNews } from "./claim-news.ts";
import { readClaims } from "./read-claims.ts";

const claimFilters = z.strictObject({
  ...pagination,
  order_id: z.string().optional(),
  shipment_id: z.string().optional(),
  resolution_preference: resolutionPreference.optional(),
  status: claimStatus.optional(),
});

/**
 * `/shops/{slug}/claims`. Nothing is documented that a repeated POST could be recognised by, so it makes another claim. A claim
 * that was deleted is shown no more, and deleting it tells nobody: only `created` and `updated` are documented.
 */
export function claimRoutes(deps: CoreDeps) {
  const { pool, clock, entropy } = deps;
  const app = new Hono<CoreContext>();
  const now = () => new Date(clock.now());
  const notFound = () => errorAnswer(404, { message: "There is no such claim", key: "claim_not_found" });

  /** Tells of the claim as it stands in this transaction, and answers it. */
  async function told(tx: Queryable, shop: Shop, uuid: string, action: "created" | "updated" | null) {
    const [row] = await readClaims(tx, shop, { uuid });
    if (!row) throw new Error("a claim is gone that was written just now");
    const detail = claimDetail(shop, row);
    if (action !== null) {
      const order = row.order_id === null ? null : await findOrder(tx, shop, { id: row.order_id, id_type: "uuid" });
      await announce(deps, tx, shop, order, [claimNews(action, detail, now())]);
    }
    return Response.json(detail);
  }

  app.get("/shops/:slug/claims", access(pool, "viewer"), async (c) => {
    const query = parseQuery(c, claimFilters);
    if (query.outcome === "refused") return query.answer;
    const { order_id, shipment_id } = query.value;
    // The contract has plain strings here: one that cannot be an id is nobody's.
    if ([order_id, shipment_id].some((id) => id !== undefined && !isUuid(id))) return c.json([]);
    const rows = await readClaims(pool, c.var.shop, query.value, pageSql(query.value));
    return c.json(rows.map((row) => claimDetail(c.var.shop, row)));
  });

  app.post("/shops/:slug/claims", access(pool, "editor"), async (c) => {
    const body = parseBody(c, claimCreation);
    if (body.outcome === "refused") return body.answer;
    const { shop } = c.var;
    const { shipment_id, status, resolution_preference, ...document } = body.value;
    return inTransaction(pool, async (tx) => {
      const shipment = shipment_id ? await lockShipment(tx, shop, shipment_id) : null;
      if (shipment_id && !shipment) {
        return errorAnswer(404, { message: "There is no such shipment", key: "shipment_not_found" });
      }
      const id = entropy.uuid();
      await tx.query(
        `insert into karla_core.claim (shop_id, id, order_id, shipment_id, document, status, resolution_preference, created_at,
           updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
        [
          shop.id,
          id,
          shipment?.order_id ?? null,
          shipment?.id ?? null,
          JSON.stringify(document),
          status ?? "pending",
          columnTextOrNull(resolution_preference),
          now(),
        ],
      );
      return told(tx, shop, id, "created");
    });
  });

  app.put("/shops/:slug/claims/:uuid", access(pool, "editor"), async (c) => {
    const body = parseBody(c, claimUpdate);
    if (body.outcome === "refused") return body.answer;
    const { shop } = c.var;
    const uuid = c.req.param("uuid");
    if (!isUuid(uuid)) return notFound();
    const { status, resolution_preference } = body.value;
    return inTransaction(pool, async (tx) => {
      const known = await tx.query(
        "select from karla_core.claim where shop_id = $1 and id = $2 and deleted_at is null for update",
        [shop.id, uuid],
      );
      if (known.rowCount !== 1) return notFound();
      const { rowCount } = await tx.query(
        `update karla_core.claim set status = coalesce($3, status),
           resolution_preference = coalesce($4, resolution_preference), updated_at = $5
         where shop_id = $1 and id = $2 and (status is distinct from coalesce($3, status)
           or resolution_preference is distinct from coalesce($4, resolution_preference))`,
        [shop.id, uuid, columnTextOrNull(status), columnTextOrNull(resolution_preference), now()],
      );
      // Nobody is told twice of what is as it was.
      return told(tx, shop, uuid, rowCount === 1 ? "updated" : null);
    });
  });

  app.delete("/shops/:slug/claims/:uuid", access(pool, "editor"), async (c) => {
    if (!isUuid(c.req.param("uuid"))) return notFound();
    const { rowCount } = await pool.query(
      `update karla_core.claim set deleted_at = $3, updated_at = $3
       where shop_id = $1 and id = $2 and deleted_at is null`,
      [c.var.shop.id, c.req.param("uuid"), now()],
    );
    return rowCount === 1 ? c.json({}) : notFound();
  });

  return app;
}
