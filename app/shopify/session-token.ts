import { z } from "zod";
import { parseShopDomain } from "./shop-domain.ts";

const Claims = z.object({
  iss: z.string(),
  dest: z.string(),
  aud: z.string(),
  sub: z.string(),
  exp: z.number().int().positive(),
  nbf: z.number().int().positive(),
});

/**
 * Whether a session token says what one must say. Shopify's library checks signature, audience and times, but takes a
 * token without an end, with an issuer of another shop, and with anything for a shop. The signature is its part.
 */
export function hasSoundClaims(token: string): boolean {
  const claims = Claims.safeParse(decoded(token.split(".")[1] ?? ""));
  if (!claims.success) return false;
  const { iss, dest } = claims.data;
  const shop = dest.startsWith("https://") ? parseShopDomain(dest.slice("https://".length)) : null;
  return shop !== null && dest === `https://${shop}` && iss === `${dest}/admin`;
}

/**
 * The request as Shopify's library may see it, without its body: an unsound token is replaced by one that it refuses, in
 * the way each kind of request is refused.
 */
export function withSoundToken(request: Request): Request {
  const url = new URL(request.url);
  const headers = new Headers(request.headers);
  const bearer = headers.get("Authorization")?.replace(/^Bearer /i, "");
  if (bearer !== undefined && !hasSoundClaims(bearer)) headers.set("Authorization", "Bearer refused");
  const given = url.searchParams.getAll("id_token");
  if (given.length > 1 || given.some((token) => !hasSoundClaims(token))) url.searchParams.set("id_token", "refused");
  return new Request(url, { method: request.method === "OPTIONS" ? "OPTIONS" : "GET", headers });
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString());
  } catch {
    return null;
  }
}
