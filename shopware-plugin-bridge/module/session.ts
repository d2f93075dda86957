import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";

/** Whoever sits before the Karla module of a shop's administration. Times are milliseconds since the epoch. */
export interface ModuleSession {
  readonly shopId: string;
  /** When the shop's signed request opened the module. */
  readonly openedAt: number;
  /** When this token was made: each answer brings a new one. */
  readonly issuedAt: number;
}

/** So long a module may stand open without asking for anything (its pages ask every few seconds). */
const IDLE_MS = 30 * 60_000;
/** A working day; then the administration has to sign again. */
const LONGEST_MS = 12 * 3_600_000;

const TOKEN = /^([A-Za-z0-9_-]{1,64})\.(\d{1,15})\.(\d{1,15})\.([A-Za-z0-9_-]{43})$/;

/**
 * A session is a token in the page's memory, sent in a header: an iframe of another site gets no cookies, and what is no
 * cookie no other site can send. It is signed with a key out of the shop's secret, so it ends with a rotation,
 * `app.deleted` and a new installation, and nothing has to be stored.
 */
export function issueToken({ shopId, openedAt, issuedAt }: ModuleSession, secret: string): string {
  const said = `${shopId}.${openedAt}.${issuedAt}`;
  return `${said}.${macOf(said, secret)}`;
}

/** What a token says. Nothing of it is proven yet: the secret that proves it is the shop's. */
export function readToken(token: string): (ModuleSession & { token: string }) | null {
  const [, shopId, openedAt, issuedAt] = TOKEN.exec(token) ?? [];
  if (shopId === undefined) return null;
  return { token, shopId, openedAt: Number(openedAt), issuedAt: Number(issuedAt) };
}

export function isSound({ token, openedAt, issuedAt }: ModuleSession & { token: string }, secret: string, now: number) {
  const at = token.lastIndexOf(".");
  const given = Buffer.from(token.slice(at + 1));
  if (!timingSafeEqual(given, Buffer.from(macOf(token.slice(0, at), secret)))) return false;
  return now - issuedAt <= IDLE_MS && now - openedAt <= LONGEST_MS;
}

/** 43 characters. The key is the module's own: nothing that a shop signs with its secret can pass for a token. */
function macOf(said: string, secret: string): string {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "karla module session", 32));
  return createHmac("sha256", key).update(said).digest("base64url");
}
