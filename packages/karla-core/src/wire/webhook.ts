import { z } from "zod";

/** `*`, a source, source/phase, or a full ref; anything else could never match an event. */
const enabledEvent = z
  .string()
  .regex(/^(\*|(shipments|claims)(\/[A-Za-z_]+){0,2})$/, "neither *, a source, source/phase nor a full ref");
const url = z.string().min(1).max(65_536);

/** `WebhookStatus`. */
export const webhookStatus = z.enum(["active", "inactive"]);

/** `WebhookCreationDTO`. */
export const webhookCreation = z.strictObject({
  url,
  enabled_events: z.array(enabledEvent).default(["*"]),
  secret: z.string().min(16).max(64).optional(),
  description: z.string().nullish(),
  status: webhookStatus.default("active"),
});

/** `WebhookUpdateDTO`. */
export const webhookUpdate = z.strictObject({
  enabled_events: z.array(enabledEvent).optional(),
  description: z.string().nullish(),
  status: webhookStatus.nullish(),
  url: url.nullish(),
});

/** `ShopifyWebhookCreationDTO`: a subscription the core itself would hold at Shopify. */
export const shopifyWebhookCreation = z.strictObject({
  webhook_type: z.enum([
    "order_creation",
    "order_fulfillment",
    "order_partial_fulfillment",
    "order_update",
    "order_fulfillment_update",
  ]),
});

export type ShopifyWebhookType = z.output<typeof shopifyWebhookCreation>["webhook_type"];
