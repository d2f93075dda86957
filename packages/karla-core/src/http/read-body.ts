import { createMiddleware } from "hono/factory";
import type { CoreContext } from "./core-context.ts";
import { errorAnswer, unparsableAnswer } from "./error-answer.ts";
import { readCapped } from "./read-capped.ts";

const MAX_BODY_BYTES = 5 * 1024 * 1024;
const WRITES = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/** Reads the body of a write once, at most 5 MiB, as UTF-8 text, but for a form, which can hold a file. */
export const readBody = createMiddleware<CoreContext>(async (c, next) => {
  c.set("bodyText", "");
  c.set("bodyBytes", Buffer.alloc(0));
  if (!WRITES.has(c.req.method)) return next();
  const read = await readCapped(c.req.raw.body, MAX_BODY_BYTES);
  if (read.outcome === "too_large") {
    return errorAnswer(413, {
      message: `A body has at most ${MAX_BODY_BYTES} bytes`,
      headers: { connection: "close" },
    });
  }
  c.set("bodyBytes", read.bytes);
  if (/^multipart\/form-data;/i.test(c.req.header("content-type") ?? "")) return next();
  try {
    c.set("bodyText", new TextDecoder("utf-8", { fatal: true }).decode(read.bytes));
  } catch {
    return unparsableAnswer("JSON decode error: not UTF-8", 0);
  }
  return next();
});
