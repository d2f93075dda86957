import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { Clock } from "../clock.ts";
import type { CoreContext } from "../http/core-context.ts";
import { errorAnswer } from "../http/error-answer.ts";
import type { Journal } from "./journal.ts";
import type { Misbehave } from "./misbehave.ts";

const slugOf = (path: string) => /^\/v1\/shops\/([^/]+)/.exec(path)?.[1] ?? null;

/** Notes every write in the journal, and lets a request go wrong when `misbehave` says so. */
export function interfere(deps: {
  clock: Clock;
  journal: Journal | null;
  misbehave: Misbehave;
  /** Aborted when the core stops, so that hanging requests end. */
  stopping: AbortSignal;
}) {
  return createMiddleware<CoreContext>(async (c, next) => {
    const { method, path } = c.req;
    const slug = slugOf(path);
    const at = new Date(deps.clock.now()).toISOString();
    const answered =
      method === "GET" ? undefined : deps.journal?.note({ method, path, slug, body: c.var.bodyText, at });
    const fault = deps.misbehave({ method, path, slug });
    switch (fault?.kind) {
      case undefined:
        await next();
        answered?.(c.res.status);
        return;
      case "status":
        answered?.(fault.status);
        return errorAnswer(fault.status, {
          message: "Told to misbehave",
          ...(fault.retryAfter === undefined ? {} : { headers: { "retry-after": fault.retryAfter } }),
        });
      case "hang":
        await gone(c, deps.stopping);
        return cut(c);
      case "cut_after_applying":
        await next();
        // Assigned, because Hono ignores what a middleware returns once there is an answer.
        c.res = cut(c);
        return;
      case "invalid_json":
        await next();
        answered?.(200);
        c.res = new Response('{"uuid": "', { headers: { "content-type": "application/json" } });
        return;
    }
  });
}

/** Closes the connection without an answer. Without a connection (`app.request`) there is only an answer to give. */
function cut(c: Context<CoreContext>): Response {
  const socket = c.env?.incoming?.socket;
  if (!socket) return errorAnswer(500, { message: "The connection was cut" });
  socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

/** Resolves when the caller gives up or the core stops. */
function gone(c: Context<CoreContext>, stopping: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    c.env?.outgoing?.once("close", () => resolve());
    if (stopping.aborted) resolve();
    stopping.addEventListener("abort", () => resolve(), { once: true });
  });
}
