import { ServerResponse } from "node:http";
import { setImmediate } from "node:timers/promises";
import type { Context } from "hono";
import type { BulkFile } from "./bulk-file.ts";

/** Answers with a file, or with what a `Range` of it asks for. `cutAfter`: so many bytes, then the connection breaks. */
export function answerDownload(context: Context, file: BulkFile, cutAfter: number | null): Response {
  const { size } = file;
  context.header("Accept-Ranges", "bytes");
  context.header("Content-Type", "application/jsonl");
  const range = readRange(context.req.header("range"), size);
  const { start, end } = range ?? { start: 0, end: size };
  if (start >= size) return context.body(null, 416, { "Content-Range": `bytes */${size}` });
  context.header("Content-Length", String(end - start));
  if (range !== null) context.header("Content-Range", `bytes ${start}-${end - 1}/${size}`);
  const isCut = cutAfter !== null && start + cutAfter < end;
  const bytes = isCut
    ? stream(file.read(start, start + cutAfter), () => breakOff(context))
    : stream(file.read(start, end), () => {});
  return context.body(bytes, range === null ? 200 : 206);
}

/** "bytes=N-" and "bytes=N-M"; whoever asks for something else is given the whole file. `end` is not part of it. */
function readRange(header: string | undefined, size: number): { start: number; end: number } | null {
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(header ?? "") ?? [];
  if (first === undefined) return null;
  return { start: Number(first), end: last ? Math.min(size, Number(last) + 1) : size };
}

/** `finish` is called behind the last byte; throwing there makes the stream fail. */
function stream(bytes: AsyncGenerator<Uint8Array>, finish: () => void | Promise<void>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await bytes.next();
      if (done !== true) return controller.enqueue(value);
      await finish();
      controller.close();
    },
    cancel: () => void bytes.return(undefined),
  });
}

/** Ends the connection itself where there is one: for a stream that fails the server sends words of its own. */
async function breakOff({ env }: Context): Promise<void> {
  await setImmediate();
  if (!(env?.outgoing instanceof ServerResponse)) throw new Error("the sandbox cuts this download");
  env.outgoing.destroy();
}
