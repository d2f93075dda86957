import { createHmac, timingSafeEqual } from "node:crypto";
import { parseShopDomain } from "../shopify/shop-domain.ts";
import { USUAL_PREFIX } from "./track-page-url.ts";

/** A request that Shopify passed on from a storefront. */
export interface ProxyRequest {
  /** The shop whose storefront it is. */
  shop: string;
  /** Where the storefront has the app: "/apps/karla", in a market of its own path "/de-at/apps/karla". */
  pathPrefix: string;
  /** Shopify's id of the customer who is logged in; null for a guest. */
  customerId: string | null;
  /** All that was asked for. The signature covers it, and yet it is anybody's text. */
  asked: URLSearchParams;
}

/** Why a request to the storefront's page is not answered. Closed list: each has its line in `docs/operations.md`. */
export const PROXY_REFUSALS = [
  "repeated_parameter",
  "bad_signature",
  "bad_timestamp",
  "bad_shop_domain",
  "bad_path_prefix",
  "bad_customer_id",
] as const;
export type ProxyRefusal = (typeof PROXY_REFUSALS)[number];

export type ProxyVerdict =
  | { outcome: "verified"; request: ProxyRequest }
  | { outcome: "refused"; status: 400 | 401; reason: ProxyRefusal };

/** What Shopify adds. The format of what is signed is not injective, so each of them counts only where it comes once. */
const SHOPIFYS = ["shop", "timestamp", "path_prefix", "logged_in_customer_id", "signature"];
const PREFIX = /^(?:\/[a-z]{2,3}(?:-[a-z0-9]{2,8})?)?\/[a-z]{1,20}\/[a-z0-9_-]{1,64}$/i;
const MOST_AGE_SECONDS = 90;

/**
 * Shopify's signature of a request to an app proxy: hex of HMAC-SHA256, keyed with the app's client secret, over all
 * parameters but itself as `name=value`, percent-decoded, several values of a name joined by commas, sorted, and written one
 * after the other with nothing between. `query` is what stands behind the question mark; `now` in milliseconds.
 */
export function verifyProxyRequest(
  query: string,
  { secrets, now }: { secrets: readonly string[]; now: number },
): ProxyVerdict {
  const asked = new URLSearchParams(query);
  if (SHOPIFYS.some((name) => asked.getAll(name).length > 1)) return refuse(400, "repeated_parameter");
  if (!isSigned(asked, secrets)) return refuse(401, "bad_signature");
  if (!isOfNow(asked.get("timestamp") ?? "", now)) return refuse(401, "bad_timestamp");
  const shop = parseShopDomain(asked.get("shop") ?? "");
  if (shop === null) return refuse(400, "bad_shop_domain");
  const pathPrefix = asked.get("path_prefix") ?? USUAL_PREFIX;
  if (!PREFIX.test(pathPrefix)) return refuse(400, "bad_path_prefix");
  const customerId = asked.get("logged_in_customer_id") || null;
  if (customerId !== null && !/^\d{1,20}$/.test(customerId)) return refuse(400, "bad_customer_id");
  for (const name of SHOPIFYS) asked.delete(name);
  return { outcome: "verified", request: { shop, pathPrefix, customerId, asked } };
}

function isSigned(asked: URLSearchParams, secrets: readonly string[]): boolean {
  const given = asked.get("signature") ?? "";
  if (!/^[0-9a-f]{64}$/.test(given)) return false;
  const received = Buffer.from(given, "hex");
  const messages = messagesOf(asked);
  // Every secret is tried, so that the time taken does not tell which one fits.
  const verdicts = secrets.flatMap((secret) =>
    messages.map((message) => timingSafeEqual(received, createHmac("sha256", secret).update(message).digest())),
  );
  return verdicts.includes(true);
}

/**
 * Shopify's documentation sorts what is signed, its own library the names alone. The two differ where a name is the beginning of
 * another one ("a=", "a1="), and which of them Shopify does is written nowhere: both are taken. The order is that of bytes.
 */
function messagesOf(asked: URLSearchParams): Buffer[] {
  const names = [...new Set(asked.keys())].filter((name) => name !== "signature");
  const pairs = names.map((name) => ({
    name: Buffer.from(name),
    pair: Buffer.from(`${name}=${asked.getAll(name).join(",")}`),
  }));
  const byPair = pairs.toSorted((a, b) => Buffer.compare(a.pair, b.pair));
  const byName = pairs.toSorted((a, b) => Buffer.compare(a.name, b.name));
  return [byPair, byName].map((sorted) => Buffer.concat(sorted.map(({ pair }) => pair)));
}

/** Seconds since the epoch in plain digits, and a minute and a half away at most. */
function isOfNow(timestamp: string, now: number): boolean {
  return /^\d{1,12}$/.test(timestamp) && Math.abs(now / 1_000 - Number(timestamp)) <= MOST_AGE_SECONDS;
}

function refuse(status: 400 | 401, reason: ProxyRefusal): ProxyVerdict {
  return { outcome: "refused", status, reason };
}
