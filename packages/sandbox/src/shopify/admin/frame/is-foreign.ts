import type { Context } from "hono";

/** Whether a page of another origin sends this. A browser names the page that posts; who names none is no page. */
export function isForeign(context: Context): boolean {
  const origin = context.req.header("origin");
  return origin !== undefined && origin !== new URL(context.req.url).origin;
}
