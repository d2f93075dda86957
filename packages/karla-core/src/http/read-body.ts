import { createMiddleware } from "hono/factory";
import type { CoreContext } from "./core-context.ts";
import { errorAnswer, unparsableAnswer } from "./error-answer.ts";

const MAX_BODY_BYTES = 5 * 1024 * 1024;
const WRITES = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/** Reads the body of a write once, at most 5 MiB, as UTF-8 text. */
export const readBody = createMiddleware<CoreContext>(async (c, next) => {
  c.set("bodyText", "");
  if (!WRITES.has(c.req.method)) return next();
  const read = await readCapped(c.req.raw.body);
  switch (read.outcome) {
    case "too_large":
      return errorAnswer(413, {
        message: `A body has at most ${MAX_BODY_BYTES} bytes`,
        headers: { connection: "close" },
      });
    case "not_utf8":
      return unparsableAnswer("JSON decode error: not UTF-8", 0);
    case "read":
      c.set("bodyText", read.text);
      return next();
  }
});

type Read = { outcome: "read"; text: string } | { outcome: "too_large" } | { outcome: "not_utf8" };

async function readCapped(body: ReadableStream<Uint8Array> | null): Promise<Read> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (body) {
    const reader = body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.byteLength;
      if (size > MAX_BODY_BYTES) {
        await reader.cancel().catch(() => {});
        return { outcome: "too_large" };
      }
      chunks.push(part.value);
    }
  }
  try {
    return { outcome: "read", text: new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks)) };
  } catch {
    return { outcome: "not_utf8" };
  }
}
