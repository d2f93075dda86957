import { isIP } from "node:net";
import { isPublicAddress } from "./public-address.ts";

export type AllowedUrl = { outcome: "allowed"; url: URL; loopback: boolean } | { outcome: "refused"; why: string };

const LOCAL_NAME = /(^|\.)(localhost|local|internal|home\.arpa)$/;

/**
 * Whether a webhook may go to `text`: https to a public host. In the sandbox also http to exactly this machine. A name that
 * resolves to a private address is caught when it is called (see `createPost`).
 */
export function allowedUrl(text: string, { sandbox }: { sandbox: boolean }): AllowedUrl {
  if (!URL.canParse(text)) return { outcome: "refused", why: "not a URL" };
  const url = new URL(text);
  if (url.username || url.password) return { outcome: "refused", why: "a URL must not carry credentials" };
  const host = url.hostname
    .toLowerCase()
    .replace(/\.$/, "")
    .replace(/^\[(.*)\]$/, "$1");
  if (sandbox && url.protocol === "http:" && ["127.0.0.1", "::1", "localhost"].includes(host)) {
    return { outcome: "allowed", url, loopback: true };
  }
  if (url.protocol !== "https:") return { outcome: "refused", why: "a URL must be https" };
  const local = isIP(host) ? !isPublicAddress(host) : LOCAL_NAME.test(host) || !host.includes(".");
  return local
    ? { outcome: "refused", why: "a URL must name a public host" }
    : { outcome: "allowed", url, loopback: false };
}
