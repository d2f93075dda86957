import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

export interface SessionTokenWish {
  /** "sandbox-shop.myshopify.com" */
  shop: string;
  clientId: string;
  clientSecret: string;
  /** Milliseconds since the epoch. */
  now: number;
  /** The member of staff who has the admin open. */
  userId: string;
  /** Names the token; a new one each time. */
  tokenId?: string;
}

/** A session token lives for a minute. */
const LIFETIME_S = 60;

const Header = z.object({ alg: z.literal("HS256"), typ: z.literal("JWT").optional() });
const Claims = z.object({
  iss: z.string(),
  dest: z.string(),
  aud: z.string(),
  sub: z.string(),
  exp: z.number(),
  nbf: z.number(),
  iat: z.number(),
});

/** The token with which the admin tells the app who has it open: a JWT, signed with the app's own client secret. */
export function signSessionToken({ shop, clientId, clientSecret, now, userId, tokenId }: SessionTokenWish): string {
  const issuedAt = Math.floor(now / 1000);
  const claims = {
    iss: `https://${shop}/admin`,
    dest: `https://${shop}`,
    aud: clientId,
    sub: userId,
    exp: issuedAt + LIFETIME_S,
    nbf: issuedAt,
    iat: issuedAt,
    jti: tokenId ?? `${issuedAt}-${userId}`,
    sid: `${shop}-${userId}`,
  };
  const content = `${encoded({ alg: "HS256", typ: "JWT" })}.${encoded(claims)}`;
  return `${content}.${signature(content, clientSecret).toString("base64url")}`;
}

export interface SessionTokenCheck {
  shop: string;
  clientId: string;
  clientSecret: string;
  now: number;
}

export type CheckedSessionToken =
  | {
      outcome: "genuine";
      userId: string;
      /** Milliseconds since the epoch, in whole seconds. */
      issuedAt: number;
    }
  | { outcome: "refused"; why: string };

/** Whether a token is one that the admin of this shop gave out to this app, and still good. */
export function checkSessionToken(token: string, check: SessionTokenCheck): CheckedSessionToken {
  const refused = (why: string): CheckedSessionToken => ({ outcome: "refused", why });
  const [header = "", body = "", given = "", ...more] = token.split(".");
  if (more.length > 0 || !Header.safeParse(decoded(header)).success) return refused("not a session token");
  const expected = signature(`${header}.${body}`, check.clientSecret);
  const bytes = Buffer.from(given, "base64url");
  if (bytes.length !== expected.length || !timingSafeEqual(bytes, expected)) return refused("wrong signature");
  const claims = Claims.safeParse(decoded(body));
  if (!claims.success) return refused("claims are missing");
  const { iss, dest, aud, sub, exp, nbf, iat } = claims.data;
  const seconds = check.now / 1000;
  if (dest !== `https://${check.shop}` || iss !== `${dest}/admin`) return refused("of another shop");
  if (aud !== check.clientId) return refused("for another app");
  if (seconds >= exp) return refused("expired");
  if (seconds + 1 < nbf) return refused("not valid yet");
  return { outcome: "genuine", userId: sub, issuedAt: iat * 1000 };
}

function signature(content: string, secret: string): Buffer {
  return createHmac("sha256", secret).update(content).digest();
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString());
  } catch {
    return null;
  }
}
