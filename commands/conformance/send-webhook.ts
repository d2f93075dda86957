import { createHmac } from "node:crypto";

/** One delivery of a webhook. */
export interface Delivery {
  topic: string;
  domain: string;
  webhookId: string;
  bytes: Buffer;
  /** Further headers, names lower-case. */
  headers: Readonly<Record<string, string>>;
}

export interface Destination {
  /** The receiver's path for this platform. */
  url: string;
  /** The app's client secret. */
  secret: string;
}

/** Shopify gives an answer five seconds; a loaded machine may need more, and that is not what is judged here. */
const TIMEOUT_MS = 30_000;

/** Signs and sends like Shopify. Gives the answer's status, 0 where there was none. */
export async function sendWebhook(delivery: Delivery, { url, secret }: Destination): Promise<number> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "user-agent": "Shopify-Captain-Hook",
        ...delivery.headers,
        "x-shopify-topic": delivery.topic,
        "x-shopify-shop-domain": delivery.domain,
        "x-shopify-webhook-id": delivery.webhookId,
        // Over the bytes as they are sent, which are not those that were once recorded.
        "x-shopify-hmac-sha256": createHmac("sha256", secret).update(delivery.bytes).digest("base64"),
      },
      body: new Uint8Array(delivery.bytes),
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}
