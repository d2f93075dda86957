import { type Context, Hono } from "hono";
import { z } from "zod";
import type { AdminTokens } from "../admin-tokens.ts";
import { isForeign } from "./is-foreign.ts";

export interface ConsentSetup {
  /** By domain. */
  shops: ReadonlySet<string>;
  tokens: Pick<AdminTokens, "grant" | "isInstalled" | "scopesOf">;
  /** What the app has from its installation on. */
  required: readonly string[];
  /** What it may ask for afterwards. */
  optional: readonly string[];
  /** Called once more scopes are granted than before. */
  onGranted(shop: string, change: { previous: readonly string[]; current: readonly string[] }): void;
}

const Wish = z.object({ scopes: z.array(z.string()) });

/** Where the merchant lets the app do more, `/admin/{shop}/scopes`. It answers what App Bridge calls `ScopesDetail`. */
export function createConsent({ shops, tokens, required, optional, onGranted }: ConsentSetup): Hono {
  const path = "/admin/:shop/scopes";
  const declared = new Set([...required, ...optional]);
  const consent = new Hono();

  /** Nobody else's page, a shop of ours, and one that has the app. */
  const refusal = (context: Context, shop: string): Response | null => {
    if (!shops.has(shop)) return context.json({ error: "not_found" }, 404);
    if (isForeign(context)) return context.json({ error: "foreign_origin" }, 403);
    return tokens.isInstalled(shop) ? null : context.json({ error: "not_installed" }, 410);
  };
  const detail = (context: Context, shop: string): Response => {
    context.header("Cache-Control", "no-store");
    return context.json({ granted: tokens.scopesOf(shop), required, optional });
  };

  consent.get(path, (context) => {
    const shop = context.req.param("shop");
    return refusal(context, shop) ?? detail(context, shop);
  });
  consent.post(path, async (context) => {
    const shop = context.req.param("shop");
    const wish = Wish.safeParse(await context.req.json().catch(() => null));
    const refused = refusal(context, shop);
    if (refused !== null) return refused;
    if (!wish.success) return context.json({ error: "unreadable" }, 400);
    if (wish.data.scopes.some((scope) => !declared.has(scope))) return context.json({ error: "not_declared" }, 422);
    const previous = tokens.scopesOf(shop);
    const current = [...new Set([...previous, ...wish.data.scopes])];
    if (current.length > previous.length) {
      tokens.grant(shop, current);
      onGranted(shop, { previous, current });
    }
    return detail(context, shop);
  });
  return consent;
}
