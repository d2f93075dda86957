import { createHmac } from "node:crypto";

/** HMAC-SHA256 in hexadecimal digits, as Shopware and its apps sign everything. */
export function signed(text: string, secret: string): string {
  return createHmac("sha256", secret).update(text).digest("hex");
}
