import { createHash, timingSafeEqual } from "node:crypto";
import { localeOf } from "@karla/tracking/locale";
import { isPreviewState, PREVIEWS } from "@karla/tracking/previews";
import { readTrackedOrder } from "@karla/tracking/tracked-order";
import { trackingViewOf } from "@karla/tracking/tracking-view";
import { Hono } from "hono";
import { columnText } from "../db/column-text.ts";
import type { CoreContext, CoreDeps, Shop } from "../http/core-context.ts";
import { securityHeaders } from "../http/security-headers.ts";
import { findOrder } from "../orders/find-order.ts";
import type { OrderRow } from "../orders/order-document.ts";
import { readDetails } from "../orders/read-details.ts";
import { timeZoneOf } from "./time-zone-of.ts";
import { finderPage, orderPage } from "./track-page.ts";
import { createTrackToken } from "./track-token.ts";

/**
 * `/track/{slug}`: one order's page, for whoever has its signed link or knows its number and zip code. In the sandbox
 * `?preview={state}` shows an invented order in that state.
 */
export function trackRoutes(deps: CoreDeps) {
  const { pool, clock, config, entropy } = deps;
  const app = new Hono<CoreContext>();
  const tokens = createTrackToken(config, clock);

  async function findShop(slug: string): Promise<Shop | null> {
    const { rows } = await pool.query<Shop>("select id, slug from karla_core.shop where slug = $1", [columnText(slug)]);
    return rows[0] ?? null;
  }

  async function byZip(shop: Shop, orderNumber: string, zipCode: string): Promise<OrderRow | null> {
    const found =
      (await findOrder(pool, shop, { id: orderNumber, id_type: "order_number" })) ??
      (await findOrder(pool, shop, { id: orderNumber, id_type: "order_name" }));
    return sameZip(found?.document.address.zip_code ?? "", zipCode) ? found : null;
  }

  function viewAt(json: unknown, now: number) {
    const order = readTrackedOrder(json);
    return order && trackingViewOf(order, { now });
  }

  app.get("/track/:slug", securityHeaders(entropy), async (c) => {
    const page = { locale: localeOf(c.req.header("accept-language") ?? ""), nonce: c.var.nonce };
    const { orderNumber, zipCode, token, preview } = c.req.query();
    const now = clock.now();
    if (config.sandbox && preview !== undefined && isPreviewState(preview)) {
      const view = viewAt(PREVIEWS[preview](now), now);
      if (view) return c.html(orderPage(page, view, timeZoneOf("DE")));
    }
    const asked = token !== undefined || (orderNumber !== undefined && zipCode !== undefined);
    if (!asked) return c.html(finderPage(page, false));
    const shop = await findShop(c.req.param("slug"));
    let order: OrderRow | null = null;
    if (shop && token !== undefined) {
      const orderId = tokens.read(shop, token);
      order = orderId === null ? null : await findOrder(pool, shop, { id: orderId, id_type: "uuid" });
    } else if (shop && orderNumber && zipCode) {
      order = await byZip(shop, orderNumber.trim(), zipCode);
    }
    const [detail] = shop && order ? await readDetails(pool, shop, [order]) : [];
    const view = detail ? viewAt(detail, now) : null;
    return view
      ? c.html(orderPage(page, view, timeZoneOf(detail?.address.country_code)))
      : c.html(finderPage(page, true), 404);
  });

  return app;
}

/** Zip codes as people type them: `sw1a 1aa` is `SW1A1AA`. An empty one never matches. */
function sameZip(known: string, typed: string): boolean {
  const plain = (zip: string) => zip.toUpperCase().replace(/[\s-]/g, "");
  const digest = (zip: string) => createHash("sha256").update(plain(zip)).digest();
  return plain(known) !== "" && timingSafeEqual(digest(known), digest(typed));
}
