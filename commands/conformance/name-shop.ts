import { decode, readBody } from "./read-body.ts";
import { replaceMembers } from "./scan-members.ts";

/** A shop of the run's own. */
export interface FedShop {
  domain: string;
  /** The shop's slug at the core. */
  slug: string;
  /** The number Shopify knows it by. */
  id: string;
}

/** Writes the shop into the fields of a body that name one. Everything else stays as it is, to the last digit. */
export function nameShop(topic: string, bytes: Buffer, shop: FedShop): Buffer {
  const body = readBody(bytes);
  const text = decode(bytes);
  if (body === null || text === null) return bytes;
  const domain = JSON.stringify(shop.domain);
  const gid = JSON.stringify(`gid://shopify/Shop/${shop.id}`);
  const isGlobal = typeof body.shop_id === "string" && body.shop_id.startsWith("gid:");
  const values = new Map([
    ["shop_domain", domain],
    ["myshopify_domain", domain],
    ["shopify_domain", domain],
    ["shop_id", isGlobal ? gid : shop.id],
  ]);
  // The body of this topic is the shop itself.
  if (topic === "app/uninstalled") {
    values.set("id", shop.id).set("domain", domain).set("admin_graphql_api_id", gid);
  }
  const named = replaceMembers(text, values);
  return named === text ? bytes : Buffer.from(named);
}
