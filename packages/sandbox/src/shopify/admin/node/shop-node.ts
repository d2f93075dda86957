import type { AdminNode } from "./admin-node.ts";
import { gid } from "./gid.ts";

/** What the sandbox says of a shop itself. */
export interface ShopFacts {
  domain: string;
  id: string;
  name: string;
  email: string;
  currencyCode: string;
  ianaTimezone: string;
}

/** A shop of the sandbox: named by its domain. */
export function shopFacts(domain: string): ShopFacts {
  const handle = domain.replace(/\.myshopify\.com$/, "");
  const digits = [...handle].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 90_000_000, 7);
  return {
    domain,
    id: String(10_000_000 + digits),
    name: handle,
    email: `owner@${handle}.example.com`,
    currencyCode: "EUR",
    ianaTimezone: "Europe/Berlin",
  };
}

/** `Shop`. */
export function shopNode({ domain, id, name, email, currencyCode, ianaTimezone }: ShopFacts): AdminNode {
  const url = `https://${domain}`;
  return {
    __typename: "Shop",
    id: gid("Shop", id),
    name,
    email,
    contactEmail: email,
    myshopifyDomain: domain,
    url,
    primaryDomain: { id: gid("Domain", id), host: domain, url, sslEnabled: true },
    currencyCode,
    ianaTimezone,
    weightUnit: "GRAMS",
    unitSystem: "METRIC_SYSTEM",
  };
}
