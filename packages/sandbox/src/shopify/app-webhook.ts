import { gid } from "./admin/node/gid.ts";
import { shopFacts } from "./admin/node/shop-node.ts";
import { shopBody } from "./body/write-shop.ts";
import type { AppTopic, Webhook } from "./webhook.ts";

/** What happened to the app in a shop. */
export type AppEvent =
  | { event: "uninstalled" }
  | { event: "scopes_changed"; previous: readonly string[]; current: readonly string[] }
  | { event: "data_requested"; customer: Customer; orders: readonly number[] }
  | { event: "customer_redacted"; customer: Customer; orders: readonly number[] }
  | { event: "shop_redacted" };

interface Customer {
  id: number;
  email: string;
  phone: string;
}

export interface AppEventPlace {
  shopDomain: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** Never the same twice: who has seen an id takes the next webhook with it for a repeat. */
  uuid(): string;
}

/** What Shopify tells the app about itself. */
export function appWebhook(event: AppEvent, { shopDomain, at, uuid }: AppEventPlace): Webhook {
  const { topic, body } = told(event, shopDomain, new Date(at).toISOString());
  return {
    topic,
    orderId: null,
    at,
    triggeredAt: `${new Date(at).toISOString().slice(0, -1)}000000Z`,
    webhookId: uuid(),
    eventId: uuid(),
    body: JSON.stringify(body),
  };
}

function told(event: AppEvent, shopDomain: string, updatedAt: string): { topic: AppTopic; body: object } {
  const shop = shopFacts(shopDomain);
  switch (event.event) {
    case "uninstalled":
      return { topic: "app/uninstalled", body: shopBody(shop) };
    case "scopes_changed": {
      const { previous, current } = event;
      // The documented example has the shop as a global id here, and an instant in UTC: no other topic has.
      const body = { id: 1, shop_id: gid("Shop", shop.id), previous, current, updated_at: updatedAt };
      return { topic: "app/scopes_update", body };
    }
    case "data_requested": {
      const { customer, orders } = event;
      const asked = { customer, orders_requested: orders, data_request: { id: 1 } };
      return { topic: "customers/data_request", body: { shop_id: Number(shop.id), shop_domain: shopDomain, ...asked } };
    }
    case "customer_redacted": {
      const { customer, orders } = event;
      const body = { shop_id: Number(shop.id), shop_domain: shopDomain, customer, orders_to_redact: orders };
      return { topic: "customers/redact", body };
    }
    case "shop_redacted":
      return { topic: "shop/redact", body: { shop_id: Number(shop.id), shop_domain: shopDomain } };
  }
}
