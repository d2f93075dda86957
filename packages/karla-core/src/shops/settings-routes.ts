import { Hono } from "hono";
import type { z } from "zod";
import { inTransaction, type Queryable } from "../db/in-transaction.ts";
import type { CoreContext, CoreDeps, Shop } from "../http/core-context.ts";
import { parseBody } from "../http/parse-request.ts";
import { access } from "../keys/access.ts";
import {
  carrierSettings,
  segmentSettings,
  triggerSettings,
  type VersionedSettings,
  versionedSettings,
} from "../wire/settings.ts";

/** Both shapes the documentation knows: flat switches (`ShopSettingsV2`) and what was posted in the versioned form. */
interface Settings {
  readonly carriers: { readonly shipment_updates: boolean };
  readonly triggers: { readonly klaviyo: boolean; readonly shopify: boolean };
  readonly segments: { readonly klaviyo: boolean; readonly shopify: boolean };
  readonly versioned: VersionedSettings | null;
}

const DEFAULTS: Settings = {
  carriers: { shipment_updates: true },
  triggers: { klaviyo: false, shopify: false },
  segments: { klaviyo: false, shopify: false },
  versioned: null,
};

const GROUPS = { carriers: carrierSettings, triggers: triggerSettings, segments: segmentSettings };

/** `/shops/{slug}/settings`. Read by every role, written by the admin. */
export function settingsRoutes(deps: CoreDeps) {
  const { pool, clock } = deps;
  const app = new Hono<CoreContext>();

  async function read(db: Queryable, shop: Shop): Promise<Settings> {
    const { rows } = await db.query<{ document: Settings }>(
      "select document from karla_core.shop_settings where shop_id = $1",
      [shop.id],
    );
    return rows[0]?.document ?? DEFAULTS;
  }

  /** One change after the other: the shop's row is the lock. */
  function change<S extends Settings>(shop: Shop, next: (known: Settings) => S): Promise<S> {
    return inTransaction(pool, async (tx) => {
      await tx.query("select from karla_core.shop where id = $1 for update", [shop.id]);
      const settings = next(await read(tx, shop));
      await tx.query(
        `insert into karla_core.shop_settings (shop_id, document, updated_at) values ($1, $2, $3)
         on conflict (shop_id) do update set document = excluded.document, updated_at = excluded.updated_at`,
        [shop.id, JSON.stringify(settings), new Date(clock.now())],
      );
      return settings;
    });
  }

  app.get("/shops/:slug/settings", access(pool, "viewer"), async (c) => {
    const { carriers, triggers, segments } = await read(pool, c.var.shop);
    return c.json({ carriers, triggers, segments });
  });

  app.post("/shops/:slug/settings", access(pool, "admin"), async (c) => {
    const body = parseBody(c, versionedSettings);
    if (body.outcome === "refused") return body.answer;
    const { klaviyo, shopify } = body.value.triggers.data;
    const triggers = { klaviyo: klaviyo.status === "live", shopify: shopify.status === "live" };
    await change(c.var.shop, (known) => ({ ...known, triggers, versioned: body.value }));
    return c.json(body.value);
  });

  for (const group of ["carriers", "triggers", "segments"] as const) {
    app.put(`/shops/:slug/settings/${group}`, access(pool, "admin"), async (c) => {
      const body = parseBody<z.ZodType<Partial<Record<string, boolean>>>>(c, GROUPS[group]);
      if (body.outcome === "refused") return body.answer;
      const next = await change(c.var.shop, (known) => ({ ...known, [group]: { ...known[group], ...body.value } }));
      return c.json(next[group]);
    });
  }

  return app;
}
