import type { Shop } from "../http/core-context.ts";

/** A customer's link. It opens without a zip code, so it is as secret as one. */
export function trackUrl(publicUrl: string, shop: Shop, orderNumber: string, token: string): string {
  const url = new URL(`/track/${encodeURIComponent(shop.slug)}`, publicUrl);
  url.searchParams.set("orderNumber", orderNumber);
  url.searchParams.set("token", token);
  return url.href;
}
