/** Where storefronts have the app: prefix and subpath of `[app_proxy]` in shopify.app.toml. A merchant may move it. */
export const USUAL_PREFIX = "/apps/karla";
export const TRACK_PATH = `${USUAL_PREFIX}/track`;

/** The address that opens one order on the tracking page of the storefront at `origin`. */
export function trackPageUrl(origin: string, token: string): string {
  const url = new URL(TRACK_PATH, origin);
  url.searchParams.set("token", token);
  return url.href;
}
