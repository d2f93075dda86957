import { guardUrl, hostOf, type ShopUrlRules, type UrlRefusal } from "./guard-url.ts";

export type CheckedShopUrl = { outcome: "usable"; url: string } | { outcome: "refused"; why: UrlRefusal };

/**
 * A shop's own URL (its APP_URL) as we keep it: `https://shop.example.com/sub`. Host in lower case and ASCII, no default
 * port, no double or trailing slashes, no query, no fragment. Nothing is resolved or called.
 */
export function checkShopUrl(text: string, rules: ShopUrlRules): CheckedShopUrl {
  const guarded = guardUrl(text, rules);
  if (guarded.outcome === "refused") return guarded;
  const { url } = guarded;
  if (!url.hostname.startsWith("[")) url.hostname = hostOf(url);
  const path = url.pathname.replace(/\/{2,}/g, "/").replace(/\/$/, "");
  return { outcome: "usable", url: `${url.origin}${path}` };
}
