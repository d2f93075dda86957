import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { Pool } from "pg";
import { columnText } from "../db/column-text.ts";
import type { CoreContext } from "../http/core-context.ts";
import { errorAnswer } from "../http/error-answer.ts";
import { authenticate, type Principal } from "./authenticate.ts";
import { mayActAs, type Role } from "./roles.ts";

type Identified = { outcome: "known"; principal: Principal } | { outcome: "refused"; answer: Response };

/** Who is calling. The documented core answers a missing credential 400, a wrong one 401. */
export async function identify(pool: Pool, c: Context<CoreContext>): Promise<Identified> {
  const who = await authenticate(pool, c.req.header("authorization"));
  switch (who.outcome) {
    case "known":
      return who;
    case "no_credentials":
      return { outcome: "refused", answer: errorAnswer(400, { message: "Credentials are missing" }) };
    case "unknown":
      return {
        outcome: "refused",
        answer: errorAnswer(401, {
          message: "The API key is wrong, expired or deleted",
          headers: { "www-authenticate": 'Basic realm="karla"' },
        }),
      };
  }
}

/** Lets a request for `/shops/{slug}/…` pass when its key holds `needed` in that shop, and puts the shop in the context. */
export function access(pool: Pool, needed: Role) {
  return createMiddleware<CoreContext>(async (c, next) => {
    const who = await identify(pool, c);
    if (who.outcome === "refused") return who.answer;
    const { rows } = await pool.query<{ id: string; slug: string; role: Role | null }>(
      `select s.id, s.slug, r.role from karla_core.shop s
       left join karla_core.api_key_role r on r.shop_id = s.id and r.key_id = $1 where s.slug = $2`,
      [who.principal.keyId, columnText(c.req.param("slug") ?? "")],
    );
    const [shop] = rows;
    const held = who.principal.spansShops ? "admin" : (shop?.role ?? null);
    // A key of another shop learns nothing about which shops there are.
    if (held === null || !mayActAs(held, needed))
      return errorAnswer(403, { message: "The key's role does not allow this" });
    if (!shop) return errorAnswer(404, { message: "There is no such shop", key: "shop_not_found" });
    c.set("shop", { id: shop.id, slug: shop.slug });
    return next();
  });
}
