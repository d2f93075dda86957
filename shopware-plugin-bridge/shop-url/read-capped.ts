import type { IncomingMessage } from "node:http";
import { pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { ShopUnreachable } from "./shop-unreachable.ts";

/** Reads an answer whole, and stops at the byte that crosses `maxBytes`, counted after unpacking. */
export async function readCapped(answer: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of unpacked(answer)) {
    if (!(chunk instanceof Uint8Array)) throw new ShopUnreachable("bad_answer");
    size += chunk.byteLength;
    if (size > maxBytes) throw new ShopUnreachable("too_large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** We offer gzip and nothing else; an answer packed twice is none that we asked for. */
function unpacked(answer: IncomingMessage): Readable {
  switch (answer.headers["content-encoding"]?.trim().toLowerCase() ?? "identity") {
    case "identity":
      return answer;
    case "gzip":
      // The error, if there is one, arrives at whoever reads the end of it.
      return pipeline(answer, createGunzip(), () => {});
    default:
      throw new ShopUnreachable("bad_answer");
  }
}
