import { z } from "zod";
import { parseShopDomain } from "./shop-domain.ts";

const Claims = z.object({
  iss: z.string(),
  dest: z.string(),
  aud: z.string(),
  sub: z.string(),
  exp: z.number().int().positive(),
  nbf: z.number().int().positive(),
  iat: z.number().int().positive(),
  sid: z.string().optional(),
});

export interface SessionClaims {
  /** The shop's domain. */
  shop: string;
  /** Milliseconds since the epoch. */
  issuedAt: number;
  /** The admin's session that the token belongs to, of this shop alone; the member of staff where it names none. */
  session: string;
}

/** A customer's token is signed with the same secret, for the same app. His is a global id, a member of staff's are digits. */
const OF_A_CUSTOMER = /^gid:/i;

/**
 * What a verified session token of the admin says, or null where it does not say what one must. Shopify's library checks signature,
 * audience and times, but takes a token without an end, with an issuer of another shop, and with anything for a shop.
 */
export function soundClaims(payload: unknown): SessionClaims | null {
  const claims = Claims.safeParse(payload);
  if (!claims.success) return null;
  const { iss, dest, iat, sid, sub } = claims.data;
  const shop = dest.startsWith("https://") ? parseShopDomain(dest.slice("https://".length)) : null;
  if (shop === null || dest !== `https://${shop}` || iss !== `${dest}/admin`) return null;
  if (OF_A_CUSTOMER.test(sub)) return null;
  return { shop, issuedAt: iat * 1_000, session: `${shop} ${sid ?? sub}` };
}

/** No token, and refused by the library in the way each kind of request is refused. */
const NONE = "refused";

/** The token that Shopify's library would take of a request: the header's, else the query's. Null where there is none. */
export function sessionTokenIn(request: Request): string | null {
  const header = request.headers.get("Authorization");
  if (header) return header.replace("Bearer ", "");
  const given = new URL(request.url).searchParams.getAll("id_token");
  return given.length > 1 ? NONE : (given[0] ?? null);
}

/** The request as Shopify's library may see it, without its body; with a token that it refuses where `sound` is false. */
export function forLibrary(request: Request, sound: boolean): Request {
  const url = new URL(request.url);
  const headers = new Headers(request.headers);
  if (headers.get("Authorization")) {
    url.searchParams.delete("id_token");
    if (!sound) headers.set("Authorization", `Bearer ${NONE}`);
  } else if (!sound) url.searchParams.set("id_token", NONE);
  return new Request(url, { method: request.method === "OPTIONS" ? "OPTIONS" : "GET", headers });
}
