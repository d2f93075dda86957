/** Shopify's global id: "gid://shopify/Order/1001". */
export function gid(type: string, id: string): string {
  return `gid://shopify/${type}/${id}`;
}

/** Takes a global id apart; null for what is none. A parameter behind "?" is not part of the id. */
export function parseGid(text: string): { type: string; id: string } | null {
  const match = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d{1,20})(\?.*)?$/.exec(text);
  const [, type, id] = match ?? [];
  return type === undefined || id === undefined ? null : { type, id };
}
