import { createHmac } from "node:crypto";

export interface ProxyVisit {
  shop: string;
  /** The app's client secret. */
  secret: string;
  /** Where the storefront has the app: "/apps/karla", "/de-at/apps/karla". */
  pathPrefix: string;
  /** Null for a guest. */
  customerId: string | null;
  /** Milliseconds since the epoch. */
  now: number;
}

/** The query with which Shopify passes a visit on to an app: what the browser asked for, its own parameters, and a signature. */
export function proxyQuery(asked: URLSearchParams, visit: ProxyVisit): string {
  const query = new URLSearchParams(asked);
  query.append("shop", visit.shop);
  query.append("logged_in_customer_id", visit.customerId ?? "");
  query.append("path_prefix", visit.pathPrefix);
  query.append("timestamp", String(Math.floor(visit.now / 1_000)));
  query.append("signature", signatureOf(query, visit.secret));
  return query.toString();
}

/** As Shopify documents it: pairs sorted, values of one name joined by commas, nothing between the pairs. */
function signatureOf(query: URLSearchParams, secret: string): string {
  const names = [...new Set(query.keys())];
  const pairs = names.map((name) => Buffer.from(`${name}=${query.getAll(name).join(",")}`)).sort(Buffer.compare);
  return createHmac("sha256", secret).update(Buffer.concat(pairs)).digest("hex");
}
