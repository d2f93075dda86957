import { createHmac, timingSafeEqual } from "node:crypto";
import type { RawRequest } from "@karla/receiver/verifier";
import { headerValues } from "./header-values.ts";

/**
 * Whether the header has the base64 of HMAC-SHA256 over the raw bytes, keyed with one of the secrets. The base64 text is compared,
 * never what it decodes to: another spelling of the same bytes is not what Shopify sends.
 */
export function isSigned(
  { rawHeaders, body }: Pick<RawRequest, "rawHeaders" | "body">,
  header: string,
  secrets: readonly string[],
): boolean {
  const values = headerValues(rawHeaders, header);
  const given = values.length === 1 ? values[0] : undefined;
  if (given === undefined || given === "") return false;
  const received = Buffer.from(given);
  // Every secret is tried, so that the time taken does not tell which one fits.
  return secrets.map((secret) => isEqual(received, hmac(secret, body))).includes(true);
}

function hmac(secret: string, body: Buffer): Buffer {
  return Buffer.from(createHmac("sha256", secret).update(body).digest("base64"));
}

function isEqual(received: Buffer, expected: Buffer): boolean {
  return received.length === expected.length && timingSafeEqual(received, expected);
}

/** Throws for secrets with which anybody could sign. */
export function requireSecrets(secrets: readonly string[]): void {
  if (secrets.length === 0 || secrets.some((secret) => secret.trim() === "")) {
    throw new Error("the Shopify verifier needs at least one secret, and none may be empty");
  }
}
