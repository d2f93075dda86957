import type { ShopUrlRules } from "../shop-url/guard-url.ts";

const MAX_LENGTH = 2_000;

/** Whether an address may stand in an order for its buyer to follow: https, and of the sandbox http on this machine. */
export function isTrackpageUrl(text: string, { allowLoopback }: ShopUrlRules): boolean {
  if (text.length > MAX_LENGTH || /[\s\p{Cc}]/u.test(text) || !URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== "" || password !== "") return false;
  const isLocal = protocol === "http:" && (hostname === "127.0.0.1" || hostname === "localhost");
  return protocol === "https:" || (allowLoopback && isLocal);
}
