/** Tested before lower-casing, which would turn the Kelvin sign into a plain "k". A label of DNS has 63 characters. */
const SHOP_DOMAIN = /^[a-z0-9][a-z0-9-]{0,62}\.myshopify\.com$/i;

/** A shop's domain in its one spelling, or null. Nothing is repaired: no scheme, port, path, dot or space is cut off. */
export function parseShopDomain(text: string): string | null {
  return SHOP_DOMAIN.test(text) ? text.toLowerCase() : null;
}
