import { Hono } from "hono";
import { createAdminTokens } from "../shopify/admin/admin-tokens.ts";
import { createAdminApi, DEFAULT_SCOPES, OPTIONAL_SCOPES } from "../shopify/admin/create-admin-api.ts";
import { createAdminFrame } from "../shopify/admin/frame/create-admin-frame.ts";
import { createConsent } from "../shopify/admin/frame/create-consent.ts";
import { createInstaller } from "../shopify/admin/frame/create-installer.ts";
import type { FlowTrigger } from "../shopify/admin/told/flow-trigger.ts";
import { type AppEvent, appWebhook } from "../shopify/app-webhook.ts";
import type { BookedOrder } from "../shopify/booked-order.ts";
import type { Webhook } from "../shopify/webhook.ts";

export interface LiveAdminSetup {
  shopDomain: string;
  /** Null: none is configured, and there is no Admin API. `url`: origin of the app. */
  app: { url: string; clientId: string; clientSecret: string } | null;
  /** What the app brings for Shopify Flow. */
  flowTriggers: readonly FlowTrigger[];
  books(): Iterable<BookedOrder>;
  send(webhooks: readonly Webhook[]): Promise<void>;
  now(): number;
  /** A fresh value for each page. */
  nonce(): string;
  /** Random letters and digits, never the same twice. */
  secret(): string;
  uuid(): string;
}

export interface LiveAdmin {
  /** The admin's pages and the Admin API. */
  site: Hono;
  /** Whether this webhook is for the app: of a shop that took it out it only hears that. */
  isWanted(webhook: Webhook): boolean;
}

/** The admin of the shop that keeps selling. The app is installed when it is first opened, and may be taken out again. */
export function createLiveAdmin(setup: LiveAdminSetup): LiveAdmin {
  const { shopDomain, app, flowTriggers, books, now, nonce, secret, uuid } = setup;
  const tokens = createAdminTokens({ now, secret, scopes: DEFAULT_SCOPES });
  const { isUninstalled } = tokens;
  const shops = new Set([shopDomain]);
  const site = new Hono();
  const frame = { shops, app, optionalScopes: OPTIONAL_SCOPES, isUninstalled, now, nonce, tokenId: uuid };
  site.route("/", createAdminFrame(frame));
  if (app !== null) {
    // Nobody waits for it: the sender goes on trying by itself.
    const send = (webhooks: readonly Webhook[]) => void setup.send(webhooks);
    const tell = (shop: string, event: AppEvent): void =>
      send([appWebhook(event, { shopDomain: shop, at: now(), uuid })]);
    const onUninstalled = (shop: string): void => tell(shop, { event: "uninstalled" });
    site.route("/", createInstaller({ shops, tokens, onUninstalled }));
    site.route(
      "/",
      createConsent({
        shops,
        tokens,
        required: DEFAULT_SCOPES,
        optional: OPTIONAL_SCOPES,
        onGranted: (shop, change) => tell(shop, { event: "scopes_changed", ...change }),
      }),
    );
    site.route(
      "/",
      createAdminApi({ shops: new Map([[shopDomain, { books, send }]]), ...app, now, tokens, flowTriggers }),
    );
  }
  return { site, isWanted: ({ topic }) => topic === "app/uninstalled" || !isUninstalled(shopDomain) };
}
