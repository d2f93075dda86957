import type { Readable } from "node:stream";
import { KarlaContractError } from "./errors.ts";

/** No answer that we ask for comes near it; it stops endless bodies and compression bombs. Counted after decompression. */
const LONGEST_BYTES = 1024 * 1024;

/** The whole body as text. Throws KarlaContractError for one that is too long or broken, else the stream's own error. */
export async function readBody(stream: Readable, status: number): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      const bytes = Buffer.from(chunk);
      length += bytes.length;
      if (length > LONGEST_BYTES) throw new KarlaContractError("too_long", status);
      chunks.push(bytes);
    }
  } finally {
    stream.destroy();
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new KarlaContractError("encoding", status);
  }
}
