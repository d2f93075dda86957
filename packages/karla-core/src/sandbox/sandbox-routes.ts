import { Hono } from "hono";
import { z } from "zod";
import type { CoreContext, CoreDeps } from "../http/core-context.ts";
import { errorAnswer } from "../http/error-answer.ts";
import { pageLanguage } from "../http/page-language.ts";
import { parseBody } from "../http/parse-request.ts";
import { readBody } from "../http/read-body.ts";
import { securityHeaders } from "../http/security-headers.ts";
import { createApiKey } from "../keys/create-api-key.ts";
import { role } from "../keys/roles.ts";
import { readCatalogue } from "../products/product-store.ts";
import { type Arrivals, arrivalsPage } from "./arrivals-page.ts";
import type { Journal } from "./journal.ts";
import { type MisbehaveRule, misbehaveRules } from "./misbehave-rules.ts";

/** `KarlaApiKeyCreationDTO`, and the key itself, which the hosted core would choose. */
const keyCreation = z.strictObject({
  username: z.string().min(1),
  key: z.string().min(16),
  shops: z.array(z.strictObject({ shop_slug: z.string(), role })),
});

/** What only a core in sandbox mode has: the page of arrivals, the journal of writes, the catalogue, misbehaviour, keys without an admin. */
export function sandboxRoutes(deps: CoreDeps, journal: Journal, setRules: (rules: readonly MisbehaveRule[]) => void) {
  const app = new Hono<CoreContext>();

  app.get("/", securityHeaders(deps.entropy), async (c) => {
    const page = { language: pageLanguage(c.req.header("accept-language")), nonce: c.var.nonce };
    return c.html(arrivalsPage(page, await readArrivals(deps)));
  });

  app.get("/_sandbox/journal", (c) => c.json(journal.read()));
  app.delete("/_sandbox/journal", (c) => {
    journal.clear();
    return c.json({});
  });

  app.get("/_sandbox/products/:slug", async (c) => c.json(await readCatalogue(deps.pool, c.req.param("slug"))));

  app.put("/_sandbox/misbehave", readBody, (c) => {
    const body = parseBody(c, misbehaveRules);
    if (body.outcome === "refused") return body.answer;
    setRules(body.value.rules);
    return c.json({});
  });

  app.post("/_sandbox/keys", readBody, async (c) => {
    const body = parseBody(c, keyCreation);
    if (body.outcome === "refused") return body.answer;
    const { outcome } = await createApiKey(deps, body.value);
    if (outcome === "created") return c.json({});
    return errorAnswer(404, { message: "There is no such shop", key: "shop_not_found" });
  });

  return app;
}

async function readArrivals({ pool }: CoreDeps): Promise<Arrivals> {
  const shops = await pool.query<Arrivals["shops"][number]>(
    `select s.slug, (select count(*)::integer from karla_core.placed_order o where o.shop_id = s.id) as orders,
       (select count(*)::integer from karla_core.product_variant p where p.shop_id = s.id) as variants
     from karla_core.shop s order by orders desc, s.created_at desc limit 50`,
  );
  const orders = await pool.query<Arrivals["orders"][number]>(
    `select s.slug, coalesce(o.order_name, o.order_number) as number, o.created_at as "arrivedAt",
       (o.document->>'total_order_price')::float8 as total, o.document->>'currency' as currency,
       (select count(*)::integer from karla_core.shipment p
        where p.shop_id = o.shop_id and p.order_id = o.id and p.tracking_number is not null) as parcels
     from (select * from karla_core.placed_order order by created_at desc, id desc limit 50) o
     join karla_core.shop s on s.id = o.shop_id order by o.created_at desc, o.id desc`,
  );
  return { shops: shops.rows, orders: orders.rows };
}
