import { type LookupAddress, type LookupAllOptions, lookup } from "node:dns";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { allowedUrl } from "./allowed-url.ts";
import { isPublicAddress } from "./public-address.ts";

export type Posted = { outcome: "answered"; status: number } | { outcome: "failed"; why: string };

/** Sends one webhook. Any answer is an outcome: a redirect is not followed, it is a status like another. */
export type PostWebhook = (url: string, body: string, headers: Readonly<Record<string, string>>) => Promise<Posted>;

const TIMEOUT_MS = 10_000;
const LOOPBACK = new Set(["127.0.0.1", "::1"]);

/** The name is resolved once and the connection goes to what was checked, so a second answer of the DNS has no effect. */
function guardedLookup(resolve: Resolve, mayCall: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      const [first] = addresses ?? [];
      if (error || !first) return callback(error ?? new Error("no address"), "", 0);
      if (!addresses.every(({ address }) => mayCall(address)))
        return callback(new Error("not a public address"), "", 0);
      if (options.all) return callback(null, addresses);
      callback(null, first.address, first.family);
    });
  };
}

type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

interface PostOptions {
  readonly sandbox: boolean;
  readonly timeoutMs?: number;
  readonly resolve?: Resolve;
}

export function createPost({ sandbox, timeoutMs = TIMEOUT_MS, resolve: byName = lookup }: PostOptions): PostWebhook {
  return (text, body, headers) => {
    // Checked again: the rules or the mode may be stricter now than when the webhook was made.
    const target = allowedUrl(text, { sandbox });
    if (target.outcome === "refused") return Promise.resolve({ outcome: "failed", why: target.why });
    const { url, loopback } = target;
    const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
    const options = {
      method: "POST",
      headers: { ...headers, "content-length": Buffer.byteLength(body) },
      agent: false,
      signal: AbortSignal.timeout(timeoutMs),
      ...(isIP(host)
        ? {}
        : { lookup: guardedLookup(byName, loopback ? (address) => LOOPBACK.has(address) : isPublicAddress) }),
    };
    return new Promise((resolve) => {
      const outgoing = (loopback ? requestHttp : requestHttps)(url, options, (answer) => {
        resolve({ outcome: "answered", status: answer.statusCode ?? 0 });
        // Only the status counts; a receiver cannot hold us with an endless body.
        answer.destroy();
      });
      outgoing.on("error", (error) =>
        resolve({ outcome: "failed", why: error.name === "AbortError" ? "timeout" : error.message }),
      );
      outgoing.end(body);
    });
  };
}
