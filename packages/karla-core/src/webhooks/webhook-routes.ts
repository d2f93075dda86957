import { Hono } from "hono";
import { z } from "zod";
import { columnText, columnTextOrNull, isUuid } from "../db/column-text.ts";
import type { CoreContext, CoreDeps, Shop } from "../http/core-context.ts";
import { errorAnswer } from "../http/error-answer.ts";
import { pageSql, pagination } from "../http/pagination.ts";
import { parseBody, parseQuery } from "../http/parse-request.ts";
import { access } from "../keys/access.ts";
import { webhookCreation, webhookStatus, webhookUpdate } from "../wire/webhook.ts";
import { allowedUrl } from "./allowed-url.ts";

interface Row {
  readonly id: string;
  readonly url: string;
  readonly enabled_events: string[];
  readonly sealed_secret: string;
  readonly description: string | null;
  readonly status: string;
  readonly created_at: Date;
  readonly updated_at: Date;
}

const COLUMNS = "id, url, enabled_events, sealed_secret, description, status, created_at, updated_at";

/** `/shops/{slug}/webhooks`. Answers carry the signing secret, so reading them takes an editor too. */
export function webhookRoutes(deps: CoreDeps) {
  const { pool, clock, entropy, seal, config } = deps;
  const app = new Hono<CoreContext>();
  const notFound = () => errorAnswer(404, { message: "There is no such webhook", key: "webhook_not_found" });

  const detail = (shop: Shop, row: Row) => ({
    uuid: row.id,
    url: row.url,
    enabled_events: row.enabled_events,
    secret: seal.open(row.sealed_secret, `${shop.id}/${row.id}`),
    description: row.description,
    status: row.status,
    shop_slug: shop.slug,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  });

  function refusedUrl(url: string): Response | null {
    const checked = allowedUrl(url, config);
    if (checked.outcome === "allowed") return null;
    const errors = [{ loc: ["body", "url"], msg: checked.why, field: "url", type: "value_error.url" }];
    return errorAnswer(422, { message: "The body failed validation", errors });
  }

  app.get("/shops/:slug/webhooks", access(pool, "editor"), async (c) => {
    const filters = z.strictObject({
      ...pagination,
      uuid: z.uuid().optional(),
      status: webhookStatus.optional(),
      url: z.string().transform(columnText).optional(),
    });
    const query = parseQuery(c, filters);
    if (query.outcome === "refused") return query.answer;
    const { rows } = await pool.query<Row>(
      `select ${COLUMNS} from karla_core.webhook where shop_id = $1 and ($2::uuid is null or id = $2)
         and ($3::text is null or status = $3) and ($4::text is null or url = $4)
       order by created_at, id ${pageSql(query.value)}`,
      [c.var.shop.id, query.value.uuid ?? null, query.value.status ?? null, query.value.url ?? null],
    );
    return c.json(rows.map((row) => detail(c.var.shop, row)));
  });

  app.post("/shops/:slug/webhooks", access(pool, "editor"), async (c) => {
    const body = parseBody(c, webhookCreation);
    if (body.outcome === "refused") return body.answer;
    const { url, enabled_events, description, status } = body.value;
    const refused = refusedUrl(url);
    if (refused) return refused;
    const id = entropy.uuid();
    const secret = body.value.secret ?? entropy.bytes(24).toString("hex");
    const { rows } = await pool.query<Row>(
      `insert into karla_core.webhook (shop_id, id, url, enabled_events, sealed_secret, description, status, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $8) returning ${COLUMNS}`,
      [
        c.var.shop.id,
        id,
        columnText(url),
        enabled_events,
        seal.seal(secret, `${c.var.shop.id}/${id}`),
        columnTextOrNull(description),
        status,
        new Date(clock.now()),
      ],
    );
    return c.json(rows.map((row) => detail(c.var.shop, row))[0]);
  });

  app.patch("/shops/:slug/webhooks/:uuid", access(pool, "editor"), async (c) => {
    const body = parseBody(c, webhookUpdate);
    if (body.outcome === "refused") return body.answer;
    const { url, enabled_events, description, status } = body.value;
    const refused = url ? refusedUrl(url) : null;
    if (refused) return refused;
    if (!isUuid(c.req.param("uuid"))) return notFound();
    const { rowCount } = await pool.query(
      `update karla_core.webhook set url = coalesce($3, url), enabled_events = coalesce($4, enabled_events),
         description = case when $5 then $6 else description end, status = coalesce($7, status), updated_at = $8
       where shop_id = $1 and id = $2`,
      [
        c.var.shop.id,
        c.req.param("uuid"),
        columnTextOrNull(url),
        enabled_events ?? null,
        description !== undefined,
        columnTextOrNull(description),
        status ?? null,
        new Date(clock.now()),
      ],
    );
    return rowCount === 1 ? c.json({}) : notFound();
  });

  app.delete("/shops/:slug/webhooks/:uuid", access(pool, "editor"), async (c) => {
    if (!isUuid(c.req.param("uuid"))) return notFound();
    const { rowCount } = await pool.query("delete from karla_core.webhook where shop_id = $1 and id = $2", [
      c.var.shop.id,
      c.req.param("uuid"),
    ]);
    return rowCount === 1 ? c.json({}) : notFound();
  });

  return app;
}
