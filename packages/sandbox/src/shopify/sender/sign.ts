import { createHmac } from "node:crypto";
import type { Webhook } from "../webhook.ts";

/** API version of the webhooks, as a Shopify app declares it. */
const API_VERSION = "2026-07";

/** The headers of a delivery. The signature is over the bytes as sent, base64, with the app's client secret. */
export function signedHeaders(
  webhook: Webhook,
  body: Buffer,
  shopDomain: string,
  secret: string,
): Record<string, string> {
  return {
    "Content-Type": "application/json",
    "User-Agent": "Shopify-Captain-Hook",
    "X-Shopify-Topic": webhook.topic,
    "X-Shopify-Hmac-Sha256": createHmac("sha256", secret).update(body).digest("base64"),
    "X-Shopify-Shop-Domain": shopDomain,
    "X-Shopify-API-Version": API_VERSION,
    "X-Shopify-Webhook-Id": webhook.webhookId,
    "X-Shopify-Event-Id": webhook.eventId,
    "X-Shopify-Triggered-At": webhook.triggeredAt,
  };
}
