import { createHmac } from "node:crypto";
import { shopIdOf } from "@karla/sync/ids";
import type { KarlaWebhook } from "@karla/sync/karla-webhooks";

export const HOOK: KarlaWebhook = {
  shopId: shopIdOf("shopify", "a.myshopify.com"),
  id: "0f6c3a52-8f0e-4c39-9b53-0d3c1f7f6a01",
  slug: "shop",
  secret: "3d3b5a0e-6f1c-4c5b-9d52-7a1e0f6b9c11",
};

/** `Karla-Signature` as Karla writes it. */
export function karlaSignature(body: string | Buffer, seconds: number, secret = HOOK.secret): string {
  const digest = createHmac("sha256", secret).update(`${seconds}.`).update(body).digest("hex");
  return `t=${seconds},v1=${digest}`;
}
