import { lookup as dnsLookup } from "node:dns/promises";
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { guardUrl, hostOf, type ShopUrlRules } from "./guard-url.ts";
import { readCapped } from "./read-capped.ts";
import { type Address, type Lookup, resolveShop } from "./resolve-shop.ts";
import { ShopUnreachable, type UnreachableReason } from "./shop-unreachable.ts";

export interface ShopRequest {
  readonly method?: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Ends the call early. */
  readonly signal?: AbortSignal;
  /** For this call instead of the usual cap: a page of orders is larger than a token. */
  readonly maxBytes?: number;
}

/**
 * Calls a shop. Whatever was answered is an answer, a redirect too, which is never followed; the body is there whole.
 * Throws `ShopUnreachable` for everything else.
 */
export type ShopFetch = (url: string, request?: ShopRequest) => Promise<Response>;

export interface ShopFetchOptions extends ShopUrlRules {
  readonly lookup?: Lookup;
  /** For a whole call: resolving, connecting, reading. Default 15 s. */
  readonly timeoutMs?: number;
  /** Of an unpacked body. Default 1 MiB. */
  readonly maxBytes?: number;
  /** Certificate authorities instead of the built-in ones (PEM). */
  readonly ca?: string;
  /** Which addresses a name may have; for tests, which have no public ones. */
  readonly isPublic?: (address: string) => boolean;
}

const TIMEOUT_MS = 15_000;
const MAX_BYTES = 1024 * 1024;
const EMPTY = new Set([204, 205, 304]);

/**
 * A fetch for URLs that shops have given us. The name is resolved once, every address is checked, and the connection goes
 * to what was checked: a second answer of the DNS has no effect. Certificates are always verified, for the shop's name.
 * No proxy: a proxy would resolve the name by itself.
 */
export function createShopFetch(options: ShopFetchOptions): ShopFetch {
  const { timeoutMs = TIMEOUT_MS, maxBytes = MAX_BYTES, lookup = byDns } = options;
  return async (text, request = {}) => {
    const guarded = guardUrl(text, options);
    if (guarded.outcome === "refused") throw new ShopUnreachable("url_refused");
    const { url, loopback } = guarded;
    const limits = [AbortSignal.timeout(timeoutMs), ...(request.signal ? [request.signal] : [])];
    const signal = AbortSignal.any(limits);
    let sent = false;
    const onConnected = () => {
      sent = true;
    };
    try {
      const resolving = resolveShop(hostOf(url), { lookup, loopback, isPublic: options.isPublic });
      const addresses = await unlessAborted(resolving, signal);
      const answer = await exchange({ url, loopback, request, addresses, signal, ca: options.ca, onConnected });
      try {
        const body = await readCapped(answer, request.maxBytes ?? maxBytes);
        return toResponse(answer, body);
      } finally {
        answer.destroy();
      }
    } catch (error) {
      throw new ShopUnreachable(error instanceof ShopUnreachable ? error.reason : reasonOf(error, signal), sent);
    }
  };
}

interface Exchange {
  readonly url: URL;
  readonly loopback: boolean;
  readonly request: ShopRequest;
  readonly addresses: readonly Address[];
  readonly signal: AbortSignal;
  readonly ca: string | undefined;
  /** From now on bytes of the request may arrive. */
  readonly onConnected: () => void;
}

function exchange({ url, loopback, request, addresses, signal, ca, onConnected }: Exchange): Promise<IncomingMessage> {
  const { method = "GET", headers = {}, body } = request;
  const host = hostOf(url);
  const servername = isIP(host) ? "" : host;
  // Agents of our own: the global ones may have been told to use a proxy (NODE_USE_ENV_PROXY).
  const connection = loopback
    ? { agent: new HttpAgent() }
    : { agent: new HttpsAgent(), rejectUnauthorized: true, servername, ...(ca === undefined ? {} : { ca }) };
  const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
  const sent = { ...headers, "accept-encoding": "gzip", ...length };
  return new Promise((resolve, reject) => {
    const send = loopback ? requestHttp : requestHttps;
    const outgoing = send(url, { method, headers: sent, signal, lookup: pinned(addresses), ...connection }, resolve);
    outgoing.on("error", reject);
    // Each call has a connection of its own, which is not there yet.
    outgoing.once("socket", (socket) => socket.once(loopback ? "connect" : "secureConnect", onConnected));
    outgoing.end(body);
  });
}

/** Asked by the connection for the name's addresses: those that were checked, whatever the DNS says by now. */
function pinned(addresses: readonly Address[]): LookupFunction {
  return (_host, { all }, callback) => {
    const [first] = addresses;
    if (all || first === undefined) return callback(null, [...addresses]);
    callback(null, first.address, first.family);
  };
}

function toResponse({ statusCode = 0, rawHeaders }: IncomingMessage, body: Buffer): Response {
  if (statusCode < 200 || statusCode > 599) throw new ShopUnreachable("bad_answer");
  const headers = new Headers();
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) headers.append(rawHeaders[i] ?? "", rawHeaders[i + 1] ?? "");
  // They were about the body as it was sent; this one is unpacked.
  for (const name of ["content-encoding", "content-length", "transfer-encoding"]) headers.delete(name);
  return new Response(EMPTY.has(statusCode) ? null : new Uint8Array(body), { status: statusCode, headers });
}

const TLS = /^(?:ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO)/;

function reasonOf(error: unknown, signal: AbortSignal): UnreachableReason {
  if (signal.aborted) return "timeout";
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
  if (TLS.test(code)) return "tls";
  return /^(?:HPE_|Z_|ERR_INVALID_CHAR|ERR_HTTP)/.test(code) ? "bad_answer" : "connection";
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = () => reject(new ShopUnreachable("timeout"));
    if (signal.aborted) return end();
    signal.addEventListener("abort", end, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", end));
  });
}

function byDns(host: string): Promise<Address[]> {
  return dnsLookup(host, { all: true });
}
