import { createMiddleware } from "hono/factory";
import type { Entropy } from "../entropy.ts";
import type { CoreContext } from "./core-context.ts";

/**
 * Headers of the HTML pages. No referrer, because a tracking link carries a token; no framing rule, because shops embed
 * the tracking page.
 */
export function securityHeaders(entropy: Entropy) {
  return createMiddleware<CoreContext>(async (c, next) => {
    const nonce = entropy.bytes(16).toString("base64");
    c.set("nonce", nonce);
    await next();
    c.header(
      "Content-Security-Policy",
      `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'; form-action 'self'; base-uri 'none'`,
    );
    c.header("Referrer-Policy", "no-referrer");
    c.header("X-Content-Type-Options", "nosniff");
    c.header("X-Robots-Tag", "noindex");
    c.header("Cache-Control", "private, no-store");
  });
}
