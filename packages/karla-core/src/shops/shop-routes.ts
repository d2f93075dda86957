import { Hono } from "hono";
import { z } from "zod";
import { columnText } from "../db/column-text.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { CoreContext, CoreDeps } from "../http/core-context.ts";
import { errorAnswer } from "../http/error-answer.ts";
import { pageSql, pagination } from "../http/pagination.ts";
import { parseBody, parseQuery } from "../http/parse-request.ts";
import { access, identify } from "../keys/access.ts";
import { language, shopCreation, shopProvider, shopUpdate } from "../wire/shop.ts";
import { type ShopDocument, type ShopRow, shopDetail } from "./shop-detail.ts";

const shopFilters = z.strictObject({
  ...pagination,
  uuid: z.uuid().optional(),
  name: z.string().optional(),
  slug: z.string().optional(),
  shop_provider: shopProvider.optional(),
  language: language.optional(),
  organization: z.string().optional(),
});

/** `/shops`: creating and deleting one needs the operator's key, changing it the shop's admin. */
export function shopRoutes(deps: CoreDeps) {
  const { pool } = deps;
  const app = new Hono<CoreContext>();
  const now = () => new Date(deps.clock.now());

  app.get("/shops", async (c) => {
    const who = await identify(pool, c);
    if (who.outcome === "refused") return who.answer;
    const query = parseQuery(c, shopFilters);
    if (query.outcome === "refused") return query.answer;
    const { uuid, name, slug, shop_provider, organization } = query.value;
    // Every shop here speaks the default language, so another one selects nothing.
    if (query.value.language && query.value.language !== "en") return c.json([]);
    const filters = [who.principal.spansShops, who.principal.keyId, uuid, name, slug, shop_provider, organization];
    const { rows } = await pool.query<ShopRow>(
      `select id, slug, document, created_at, updated_at from karla_core.shop s
       where ($1 or exists (select from karla_core.api_key_role r where r.shop_id = s.id and r.key_id = $2))
         and ($3::uuid is null or id = $3) and ($4::text is null or document->>'name' = $4)
         and ($5::text is null or slug = $5) and ($6::text is null or document->>'shop_provider' = $6)
         and ($7::text is null or document->>'organization' = $7)
       order by created_at, id ${pageSql(query.value)}`,
      filters.map((value) => (typeof value === "string" ? columnText(value) : (value ?? null))),
    );
    return c.json(rows.map(shopDetail));
  });

  app.post("/shops", async (c) => {
    const who = await identify(pool, c);
    if (who.outcome === "refused") return who.answer;
    if (!who.principal.spansShops) return errorAnswer(403, { message: "Only the operator's key creates shops" });
    const body = parseBody(c, shopCreation);
    if (body.outcome === "refused") return body.answer;
    const { slug, ...document } = body.value;
    const { rowCount } = await pool.query(
      `insert into karla_core.shop (id, slug, document, created_at, updated_at) values ($1, $2, $3, $4, $4)
       on conflict (slug) do nothing`,
      [deps.entropy.uuid(), slug, JSON.stringify(document), now()],
    );
    if (rowCount !== 1) return errorAnswer(409, { message: "There is such a shop already", key: "shop_exists" });
    return c.json({});
  });

  app.get("/shops/:slug", access(pool, "viewer"), async (c) => {
    const { rows } = await pool.query<ShopRow>(
      "select id, slug, document, created_at, updated_at from karla_core.shop where id = $1",
      [c.var.shop.id],
    );
    const [row] = rows;
    if (!row) return errorAnswer(404, { message: "There is no such shop", key: "shop_not_found" });
    return c.json(shopDetail(row));
  });

  app.patch("/shops/:slug", access(pool, "admin"), async (c) => {
    const body = parseBody(c, shopUpdate);
    if (body.outcome === "refused") return body.answer;
    await inTransaction(pool, async (tx) => {
      const { rows } = await tx.query<{ document: ShopDocument }>(
        "select document from karla_core.shop where id = $1 for update",
        [c.var.shop.id],
      );
      const document = { ...rows[0]?.document, ...body.value };
      await tx.query("update karla_core.shop set document = $2, updated_at = $3 where id = $1", [
        c.var.shop.id,
        JSON.stringify(document),
        now(),
      ]);
    });
    return c.json({});
  });

  app.delete("/shops/:slug", access(pool, "admin"), async (c) => {
    const who = await identify(pool, c);
    if (who.outcome === "refused") return who.answer;
    if (!who.principal.spansShops) return errorAnswer(403, { message: "Only the operator's key deletes shops" });
    await pool.query("delete from karla_core.shop where id = $1", [c.var.shop.id]);
    return c.json({});
  });

  return app;
}
