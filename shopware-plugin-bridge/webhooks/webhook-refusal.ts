import type { RefusalReason } from "../registration/refusal.ts";

/** Why a message that says it is a Shopware shop's is not taken, besides those of `REFUSAL_REASONS`. */
export const WEBHOOK_REFUSALS = ["no_signature", "no_shop", "no_event"] as const;
export type WebhookRefusal = RefusalReason | (typeof WEBHOOK_REFUSALS)[number];
