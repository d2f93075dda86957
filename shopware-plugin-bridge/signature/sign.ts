import { createHmac } from "node:crypto";

/**
 * Shopware's one signature: HMAC-SHA256 in lower-case hex, over the bytes as they are sent. With the shop's secret it goes
 * into `shopware-shop-signature`; over a body that we answer, into `shopware-app-signature`.
 */
export function sign(message: string | Uint8Array, secret: string): string {
  return createHmac("sha256", secret).update(message).digest("hex");
}
