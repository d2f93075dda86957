import { createHmac } from "node:crypto";
import { SHOP } from "../http/running-admin.ts";

export interface Forgery {
  header?: object;
  /** Instead of those of a good token; `undefined` leaves one out. */
  claims?: object;
  clientId: string;
  secret: string;
  /** HMAC with the secret, unless given. */
  sign?: (content: string) => string;
}

/** A session token with anything in it, else as Shopify makes it. */
export function forgeToken({ header = { alg: "HS256", typ: "JWT" }, claims, clientId, secret, sign }: Forgery): string {
  const now = Math.floor(Date.now() / 1_000);
  const good = {
    iss: `https://${SHOP}/admin`,
    dest: `https://${SHOP}`,
    aud: clientId,
    sub: "1",
    exp: now + 60,
    nbf: now,
    iat: now,
    jti: "1",
    sid: "sid-of-the-forger",
  };
  const content = [header, { ...good, ...claims }].map((part) => base64url(JSON.stringify(part))).join(".");
  const hmac = (text: string) => createHmac("sha256", secret).update(text).digest("base64url");
  return `${content}.${(sign ?? hmac)(content)}`;
}

export function base64url(text: string): string {
  return Buffer.from(text).toString("base64url");
}
