import type { IncomingMessage } from "node:http";
import type { Context } from "hono";

/** On Node's own server the request as it came in; nothing where the app is called directly. */
export type NodeEnv = { Bindings: { incoming?: Pick<IncomingMessage, "url" | "socket"> } };

/** As it was sent where we can see that: a parsed URL may be spelled otherwise than what was signed. */
export function rawQueryOf(c: Context<NodeEnv>): string {
  const url = c.env?.incoming?.url ?? c.req.url;
  const at = url.indexOf("?");
  return at < 0 ? "" : url.slice(at + 1);
}
