import { isIP } from "node:net";
import { isPublicAddress } from "./is-public-address.ts";

/** Which shops may be called beside https on port 443. */
export interface ShopUrlRules {
  /** Opens exactly `http://127.0.0.1:port` and `http://localhost:port`: for development, never in production. */
  readonly allowLoopback: boolean;
  /** Ports of https; 443 alone when not given. */
  readonly ports?: readonly number[];
}

export const URL_REFUSALS = [
  "not_a_url",
  "too_long",
  /** A control character, a backslash, or such a thing percent-encoded in the path. */
  "bad_characters",
  "not_https",
  "credentials",
  "port",
  /** The name or address of a machine that only some networks reach. */
  "not_public",
] as const;
export type UrlRefusal = (typeof URL_REFUSALS)[number];

export type GuardedUrl = { outcome: "allowed"; url: URL; loopback: boolean } | { outcome: "refused"; why: UrlRefusal };

const MAX_LENGTH = 1_000;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const WEB = /^https?:\/\/[^/]/i;
/** The parser drops tabs and line breaks without a word, and takes a backslash for a slash. */
const CONTROL = /[\p{Cc}\\]/u;
const HIDDEN = /%(?:[01][0-9a-f]|7f|2f|5c)/i;
const LOCAL_NAME = /(?:^|\.)(?:localhost|local|internal|home\.arpa)$/;

/**
 * Whether a URL that came from a shop may be called at all. What its name resolves to is checked when it is called (see
 * `createShopFetch`). The parser is the one that the call uses too, so both see the same host.
 */
export function guardUrl(text: string, { allowLoopback, ports = [443] }: ShopUrlRules): GuardedUrl {
  if (text.length > MAX_LENGTH) return refused("too_long");
  if (CONTROL.test(text) || text !== text.trim()) return refused("bad_characters");
  if (!WEB.test(text)) return refused(SCHEME.test(text) && !/^https?:/i.test(text) ? "not_https" : "not_a_url");
  if (!URL.canParse(text)) return refused("not_a_url");
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") return refused("credentials");
  if (HIDDEN.test(url.pathname)) return refused("bad_characters");
  if (allowLoopback && isOwnMachine(url)) return { outcome: "allowed", url, loopback: true };
  if (url.protocol !== "https:") return refused("not_https");
  if (!isPublicHost(hostOf(url))) return refused("not_public");
  return ports.includes(Number(url.port || 443)) ? { outcome: "allowed", url, loopback: false } : refused("port");
}

function isOwnMachine({ protocol, hostname, port }: URL): boolean {
  return protocol === "http:" && port !== "" && (hostname === "127.0.0.1" || hostname === "localhost");
}

/** Without the brackets of an IPv6 address and the dot at the end of a full name. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");
}

function isPublicHost(host: string): boolean {
  return isIP(host) ? isPublicAddress(host) : host.includes(".") && !host.endsWith(".") && !LOCAL_NAME.test(host);
}

function refused(why: UrlRefusal): GuardedUrl {
  return { outcome: "refused", why };
}
