import { Hono } from "hono";
import { z } from "zod";
import { isUuid } from "../db/column-text.ts";
import type { CoreContext, CoreDeps } from "../http/core-context.ts";
import { errorAnswer } from "../http/error-answer.ts";
import { pageSql, pagination } from "../http/pagination.ts";
import { parseBody, parseQuery } from "../http/parse-request.ts";
import { access } from "../keys/access.ts";
import { type ShopifyWebhookType, shopifyWebhookCreation } from "../wire/webhook.ts";

/** The Shopify topic each type of core-managed subscription stands for. */
const TOPICS = {
  order_creation: "orders/create",
  order_fulfillment: "orders/fulfilled",
  order_partial_fulfillment: "orders/partially_fulfilled",
  order_update: "orders/updated",
  order_fulfillment_update: "fulfillments/update",
} as const satisfies Record<ShopifyWebhookType, string>;

interface Row {
  readonly id: string;
  readonly webhook_type: ShopifyWebhookType;
  readonly created_at: Date;
}

/**
 * `/shops/{slug}/shopify/webhooks`: the subscriptions with which the hosted core pulls from Shopify itself. This core only
 * keeps the list, so that an integration can see the second way in and step back.
 */
export function shopifyWebhookRoutes(deps: CoreDeps) {
  const { pool, config } = deps;
  const app = new Hono<CoreContext>();
  const notFound = () => errorAnswer(404, { message: "There is no such webhook", key: "webhook_not_found" });

  const detail = (slug: string, { id, webhook_type, created_at }: Row) => ({
    webhook_type,
    created_at: created_at.toISOString(),
    updated_at: created_at.toISOString(),
    uuid: id,
    merchant_slug: slug,
    name: webhook_type,
    shopify_id: null,
    topic: TOPICS[webhook_type],
    hook_url: `${config.publicUrl()}/hooks/shopify/${encodeURIComponent(slug)}/${webhook_type}`,
    fields: [],
  });

  app.get("/shops/:slug/shopify/webhooks", access(pool, "viewer"), async (c) => {
    const query = parseQuery(c, z.strictObject(pagination));
    if (query.outcome === "refused") return query.answer;
    const { rows } = await pool.query<Row>(
      `select id, webhook_type, created_at from karla_core.shopify_webhook where shop_id = $1
       order by created_at, id ${pageSql(query.value)}`,
      [c.var.shop.id],
    );
    return c.json(rows.map((row) => detail(c.var.shop.slug, row)));
  });

  app.post("/shops/:slug/shopify/webhooks", access(pool, "admin"), async (c) => {
    const body = parseBody(c, shopifyWebhookCreation);
    if (body.outcome === "refused") return body.answer;
    const { rows } = await pool.query<Row>(
      `insert into karla_core.shopify_webhook (shop_id, id, webhook_type, created_at) values ($1, $2, $3, $4)
       on conflict (shop_id, webhook_type) do nothing returning id, webhook_type, created_at`,
      [c.var.shop.id, deps.entropy.uuid(), body.value.webhook_type, new Date(deps.clock.now())],
    );
    const [row] = rows;
    if (!row) return errorAnswer(409, { message: "There is such a webhook already", key: "webhook_exists" });
    return c.json(detail(c.var.shop.slug, row));
  });

  app.get("/shops/:slug/shopify/webhooks/:uuid", access(pool, "viewer"), async (c) => {
    if (!isUuid(c.req.param("uuid"))) return notFound();
    const { rows } = await pool.query<Row>(
      "select id, webhook_type, created_at from karla_core.shopify_webhook where shop_id = $1 and id = $2",
      [c.var.shop.id, c.req.param("uuid")],
    );
    const [row] = rows;
    return row ? c.json(detail(c.var.shop.slug, row)) : notFound();
  });

  app.delete("/shops/:slug/shopify/webhooks/:uuid", access(pool, "admin"), async (c) => {
    if (!isUuid(c.req.param("uuid"))) return notFound();
    const { rowCount } = await pool.query("delete from karla_core.shopify_webhook where shop_id = $1 and id = $2", [
      c.var.shop.id,
      c.req.param("uuid"),
    ]);
    return rowCount === 1 ? c.json({}) : notFound();
  });

  return app;
}
