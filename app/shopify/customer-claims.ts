import { z } from "zod";
import { digitsOfGlobalId } from "./resource-id.ts";
import { parseShopDomain } from "./shop-domain.ts";

const Claims = z.object({ dest: z.string(), iat: z.number().int().positive(), sub: z.string().optional() });

export interface CustomerClaims {
  /** The shop's domain. */
  shop: string;
  /** Milliseconds since the epoch. */
  issuedAt: number;
  /** Shopify's id of the customer who is logged in; null for a guest, or where the app may not know. */
  customerId: string | null;
}

/**
 * What the verified session token of an extension in a customer's account says, or null. It differs from the admin's: the shop stands
 * there without `https://` (documented so; with it is taken too), there is no `sid`, and `iss` is not documented. A member of staff
 * is no customer: `sub` has to be a customer's global id.
 */
export function customerClaims(payload: unknown): CustomerClaims | null {
  const claims = Claims.safeParse(payload);
  if (!claims.success) return null;
  const { dest, iat, sub = "" } = claims.data;
  const shop = parseShopDomain(dest.replace(/^https:\/\//, ""));
  if (shop === null || (dest !== shop && dest !== `https://${shop}`)) return null;
  return { shop, issuedAt: iat * 1_000, customerId: digitsOfGlobalId(sub, "Customer") };
}
