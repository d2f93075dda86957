import { parseShopDomain } from "../shop-domain.ts";

const LOOPBACK = /^http:\/\/127\.0\.0\.1:\d{1,5}$/;

/**
 * Where a shop's admin answers, without a slash at the end: at the shop itself or, where there is a sandbox, at the
 * sandbox under the shop's name. An access token goes wherever this says, so anything that is no shop's domain, and any
 * sandbox beyond this machine, is refused.
 */
export function adminOrigin(shop: string, sandboxOrigin: string | null): string {
  const domain = parseShopDomain(shop);
  if (domain === null) throw new Error("not the domain of a shop");
  if (sandboxOrigin === null) return `https://${domain}`;
  if (!LOOPBACK.test(sandboxOrigin)) throw new Error("the sandbox must be at http://127.0.0.1:<port>");
  return `${sandboxOrigin}/${domain}`;
}
