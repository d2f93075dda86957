import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { headerValues } from "./header-values.ts";

/** What Shopify's own library forgives. */
const MOST_SKEW_SECONDS = 10;
const TOKEN = /^Bearer ([\w-]{1,2000})\.([\w-]{1,8000})\.([\w-]{43})$/;

/** Whoever must understand something (`crit`) does not understand it here. */
const Header = z.object({ alg: z.literal("HS256"), crit: z.undefined().optional() });
const Validity = z.object({ aud: z.string(), exp: z.number(), nbf: z.number(), iat: z.number() });

/**
 * What a session token says that Shopify signed for this app, null where it is none: a JWT in `Authorization: Bearer`, HS256 with the
 * app's client secret. Extensions in the admin and those in a customer's account bring one; whose it is has still to be asked
 * (`soundClaims`, `customerClaims`). Nothing of it is parsed before its signature was found to be right. `now` in milliseconds.
 */
export function verifySessionToken(
  rawHeaders: readonly string[],
  { secrets, clientId, now }: { secrets: readonly string[]; clientId: string; now: number },
): unknown {
  const given = headerValues(rawHeaders, "authorization");
  const [, header = "", claims = "", signature = ""] = TOKEN.exec(given.length === 1 ? (given[0] ?? "") : "") ?? [];
  if (!isSigned(`${header}.${claims}`, signature, secrets)) return null;
  if (!Header.safeParse(decoded(header)).success) return null;
  const payload = decoded(claims);
  const validity = Validity.safeParse(payload);
  if (!validity.success) return null;
  const { aud, exp, nbf } = validity.data;
  const seconds = Math.floor(now / 1_000);
  const isOfNow = seconds - MOST_SKEW_SECONDS < exp && nbf <= seconds + MOST_SKEW_SECONDS;
  return aud === clientId && isOfNow ? payload : null;
}

/** The text is compared, never what it decodes to: of one signature there is one spelling. */
function isSigned(content: string, signature: string, secrets: readonly string[]): boolean {
  const received = Buffer.from(signature);
  // Every secret is tried, so that the time taken does not tell which one fits.
  const verdicts = secrets.map((secret) => {
    const expected = Buffer.from(createHmac("sha256", secret).update(content).digest("base64url"));
    return received.length === expected.length && timingSafeEqual(received, expected);
  });
  return verdicts.includes(true);
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString());
  } catch {
    return null;
  }
}
