import { createMiddleware } from "hono/factory";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { CoreContext } from "./core-context.ts";

/** Whoever knows what stands behind this sees the picture. */
const IMAGE = /^\/images\/.*$/;

/**
 * One line a request: method, path, status, time. The query stays out: it carries zip codes and signed tokens, and so does the
 * path of a picture.
 */
export function accessLog({ log, clock }: { log: Log; clock: Clock }) {
  return createMiddleware<CoreContext>(async (c, next) => {
    const started = clock.now();
    await next();
    const path = c.req.path.replace(IMAGE, "/images/:token");
    log.info({ method: c.req.method, path, status: c.res.status, ms: clock.now() - started }, "request");
  });
}
