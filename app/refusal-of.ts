import { isOwnAddress } from "./is-own-address.ts";

/** What a library might lead to, whichever of them reads it. */
const LEADING = ["exitIframe", "return_to", "redirectUri", "shopify-reload"];

export interface AskedFor {
  method: string;
  /** Path and query, as they came. */
  url: string;
  headers: { origin?: string | undefined; authorization?: string | undefined; "sec-fetch-site"?: string | undefined };
}

/**
 * The status that turns a request away before anything of it is looked at, or null. A change is asked for by our own
 * page, with a token in its header: no cookie stands in for it, and neither does a token in an address, which ends up in
 * logs. Only a document may be opened with one, which is how Shopify opens the app.
 */
export function refusalOf({ method, url, headers }: AskedFor, ownOrigin: string): 400 | 401 | 403 | null {
  const asked = url.startsWith("/") ? URL.parse(`${ownOrigin}${url}`) : null;
  if (asked === null) return 400;
  const { pathname, searchParams } = asked;
  const isReading = method === "GET" || method === "HEAD" || method === "OPTIONS";
  if (!isReading) {
    const { origin } = headers;
    if ((origin !== undefined && origin !== ownOrigin) || headers["sec-fetch-site"] === "cross-site") return 403;
    if (!headers.authorization) return 401;
  }
  const isDocument = isReading && !pathname.endsWith(".data") && !searchParams.has("_data");
  if (!isDocument && searchParams.has("id_token")) return 401;
  const leads = LEADING.flatMap((name) => searchParams.getAll(name));
  if (!leads.every((address) => isOwnAddress(address, ownOrigin))) return 400;
  // Shopify's library parses what is in it without expecting that it may be no address.
  const hosts = searchParams.getAll("host").map((host) => Buffer.from(host, "base64").toString());
  return hosts.every((host) => URL.canParse(`https://${host}`)) ? null : 400;
}
