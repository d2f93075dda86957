import { type Locale, localeOf } from "@karla/tracking/locale";
import type { ProxyRequest } from "./verify-proxy-request.ts";

const MAX_TAG = 35;

/**
 * The language that a request names: the theme block says which the storefront has (`locale`), and a market's path begins with
 * it ("/de-at/apps/karla"). Null where neither does.
 */
export function localeOfRequest({ asked, pathPrefix }: Pick<ProxyRequest, "asked" | "pathPrefix">): Locale | null {
  const [first = "", ...others] = pathPrefix.slice(1).split("/");
  const wanted = [asked.get("locale")?.slice(0, MAX_TAG) ?? "", others.length > 1 ? first : ""];
  const named = wanted.filter((tag) => tag !== "");
  return named.length === 0 ? null : localeOf(named);
}
