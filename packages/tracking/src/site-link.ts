import { httpsLink } from "./https-link.ts";

/** A link of our own pages: https, or a path of the site that shows the page. Null for all others. */
export function siteLink(url: string | null): string | null {
  return url !== null && /^\/(?![/\\])/.test(url) ? url : httpsLink(url);
}
