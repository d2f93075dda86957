/** Shopware makes them of letters and digits; the form alone is checked, and upper and lower case are two shops. */
const SHOP_ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

export function isShopId(text: string): boolean {
  return SHOP_ID.test(text);
}
