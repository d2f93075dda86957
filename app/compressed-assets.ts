import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import type { RequestHandler } from "express";

const compress = promisify(brotliCompress);
/** The text files of a build lie in one folder, named by their content. */
const TEXT = /^\/([\w.$~-]+)\.(js|css)$/;
const TYPES: Record<string, string> = { js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8" };

/** Scripts and styles in a fifth of their size: compressed once, kept in memory (a build is small). */
export function compressedAssets(dir: string): RequestHandler {
  const compressed = new Map<string, Promise<Buffer>>();
  async function load(file: string): Promise<Buffer> {
    const plain = await readFile(join(dir, file));
    return compress(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
  }
  function bytesOf(file: string): Promise<Buffer> {
    const body = compressed.get(file) ?? load(file);
    compressed.set(file, body);
    // No such file: nothing of it may stay, or anybody could fill the memory with names.
    body.catch(() => compressed.delete(file));
    return body;
  }
  // Ahead of the first reader, who would wait for it.
  readdir(dir).then(
    (files) => files.filter((file) => TEXT.test(`/${file}`)).forEach((file) => void bytesOf(file)),
    () => undefined,
  );
  return (request, response, next) => {
    const [, name, ending = ""] = TEXT.exec(request.path) ?? [];
    const type = TYPES[ending];
    if (name === undefined || type === undefined || !["GET", "HEAD"].includes(request.method)) return next();
    response.vary("Accept-Encoding");
    if (!request.acceptsEncodings("br")) return next();
    bytesOf(`${name}.${ending}`).then(
      (bytes) => {
        response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
        response.setHeader("Content-Encoding", "br");
        response.setHeader("Content-Type", type);
        response.setHeader("Content-Length", bytes.length);
        response.end(request.method === "HEAD" ? undefined : bytes);
      },
      () => next(),
    );
  };
}
