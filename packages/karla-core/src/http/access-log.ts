import { createMiddleware } from "hono/factory";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { CoreContext } from "./core-context.ts";

/** One line a request: method, path, status, time. The query stays out: it carries zip codes and signed tokens. */
export function accessLog({ log, clock }: { log: Log; clock: Clock }) {
  return createMiddleware<CoreContext>(async (c, next) => {
    const started = clock.now();
    await next();
    log.info({ method: c.req.method, path: c.req.path, status: c.res.status, ms: clock.now() - started }, "request");
  });
}
