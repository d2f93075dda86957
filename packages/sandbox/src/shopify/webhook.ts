/** What this shop sends about its orders. */
export type OrderTopic =
  | "orders/create"
  | "orders/updated"
  | "orders/edited"
  | "orders/paid"
  | "orders/cancelled"
  | "orders/fulfilled"
  | "orders/partially_fulfilled"
  | "orders/delete"
  | "fulfillments/create"
  | "fulfillments/update"
  | "refunds/create";

/** What it sends about the app itself, or to it about whom it has to forget. */
export type AppTopic =
  | "app/uninstalled"
  | "app/scopes_update"
  | "customers/data_request"
  | "customers/redact"
  | "shop/redact";

export type Topic = OrderTopic | AppTopic;

/** One event as it is to be sent. A retry or a repeat carries the same ids and the same bytes. */
export interface Webhook {
  topic: Topic;
  /** Null: not about an order. */
  orderId: string | null;
  /** Milliseconds since the epoch. */
  at: number;
  /** `X-Shopify-Triggered-At`: nanoseconds. */
  triggeredAt: string;
  /** `X-Shopify-Webhook-Id`: one per event and topic, the same on every try. */
  webhookId: string;
  /** `X-Shopify-Event-Id`: one per action of the shop, shared by its topics. */
  eventId: string;
  body: string;
}

export interface OrderWebhook extends Webhook {
  topic: OrderTopic;
  orderId: string;
  /** The version of the order in the books that this event shows. */
  version: number;
}
