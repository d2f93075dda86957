import { createHmac } from "node:crypto";

/** A signed webhook, ready to be sent any number of times, each under another delivery id. */
export interface WebhookRequest {
  shopDomain: string;
  body: Buffer;
  /** The bytes before the body, for a delivery with this id. */
  head(path: string, webhookId: string): Buffer;
}

/** Signs once: what a load sends again and again costs it nothing but the id. */
export function webhookRequest(wish: {
  topic: string;
  shopDomain: string;
  body: string;
  secret: string;
}): WebhookRequest {
  const body = Buffer.from(wish.body);
  const headers = [
    "Host: 127.0.0.1",
    "User-Agent: Shopify-Captain-Hook",
    "Content-Type: application/json",
    `Content-Length: ${body.length}`,
    `X-Shopify-Topic: ${wish.topic}`,
    `X-Shopify-Shop-Domain: ${wish.shopDomain}`,
    `X-Shopify-Hmac-Sha256: ${createHmac("sha256", wish.secret).update(body).digest("base64")}`,
    "X-Shopify-API-Version: 2026-07",
    "X-Shopify-Triggered-At: 2026-11-02T07:00:00.123456789Z",
    "X-Shopify-Event-Id: 0d3e8ab1-42f4-4c9a-9a43-4b7b8c0f5d11",
  ].join("\r\n");
  return {
    shopDomain: wish.shopDomain,
    body,
    head: (path, webhookId) =>
      Buffer.from(`POST ${path} HTTP/1.1\r\n${headers}\r\nX-Shopify-Webhook-Id: ${webhookId}\r\n\r\n`, "latin1"),
  };
}
