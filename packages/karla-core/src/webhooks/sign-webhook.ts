import { createHmac } from "node:crypto";

/** `Karla-Signature`: the HMAC covers the time and the exact body, with the secret as the literal text the merchant was shown. */
export function signWebhook(secret: string, body: string, unixSeconds: number): string {
  const v1 = createHmac("sha256", secret).update(`${unixSeconds}.${body}`).digest("hex");
  return `t=${unixSeconds},v1=${v1}`;
}
