import { z } from "zod";

/** Longer ones name nothing that anybody could have set up. */
const Name = z.string().min(1).max(128);
const text = z.string().nullish();

/**
 * `EventEnvelope` (docs, php plugin): what a webhook of Karla's says. Read tolerantly: names that are not in the published
 * part of the catalogue pass, and only what a shop cannot be told without is required. Numbers may come as their digits.
 */
export const WebhookEvent = z.looseObject({
  /** `shipments/{phase}/{NAME}`, `claims/{action}`. What is needed of it is in `event_data` too. */
  ref: z.string().max(512).nullish(),
  /** Another version would mean something else by the same names: it must not be guessed at. */
  version: z.union([z.literal(1), z.literal("1")]).nullish(),
  /** ISO 8601; one without an offset is UTC. */
  triggered_at: z.string().max(64),
  /** e.g. "shipment_out_for_delivery". Of claims the docs show it in `event_data` as well. */
  event_group: Name.nullish(),
  event_data: z.looseObject({ event_group: Name.nullish(), event_name: Name.nullish(), phase: Name.nullish() }),
  context: z.looseObject({
    /** Missing where a claim is about no shipment, and so about no order. */
    order: z
      .looseObject({
        /** The order's id in the shop, as it was given to Karla. */
        external_id: z.string().min(1).max(255),
        /** Null for guests. */
        external_customer_id: text,
        order_name: text,
        order_number: text,
        order_placed_at: text,
      })
      .nullish(),
    customer: z.looseObject({ external_id: text }).nullish(),
  }),
  /** Older name of `shop_slug`; either may come. */
  merchant_slug: text,
  shop_slug: text,
});
export type WebhookEvent = z.infer<typeof WebhookEvent>;
