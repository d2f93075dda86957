import { readInstant } from "./read-instant.ts";

/**
 * An instant as the core takes it (RFC 3339 with seconds), in UTC: Shopify's webhooks have the shop's own offset, its Admin API has
 * none, Shopware writes `.000+00:00`. One order has one text, however it was heard of, and is not sent anew for another spelling.
 * Null where the text is no instant, so that a strange date does not keep an order from being sent.
 */
export function wireInstant(text: string): string | null {
  const instant = readInstant(text);
  if (instant === null) return null;
  const digits = instant.fraction.slice(0, 9).replace(/0+$/, "");
  return new Date(instant.seconds * 1000).toISOString().replace(".000Z", digits === "" ? "Z" : `.${digits}Z`);
}
