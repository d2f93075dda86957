import type { IncomingMessage } from "node:http";

export type ReadForm =
  | { outcome: "read"; form: FormData }
  | { outcome: "too_large" }
  /** As many forms are being read already as there is room for. */
  | { outcome: "no_room" }
  /** No multipart/form-data, broken, in too many parts, or the sender hung up. */
  | { outcome: "unreadable" };

export interface FormLimits {
  maxBytes: number;
  /** Fields and files in all. */
  maxParts: number;
  /** Forms that may be held at the same time. */
  maxForms: number;
}

/** `boundary` of the content type, quoted or not: up to 70 characters (RFC 2046), as browsers make them. */
const TYPE = /^multipart\/form-data;\s*boundary=(?:"([\w'()+,./:=? -]{1,70})"|([\w'()+,./:=?-]{1,70}))\s*$/i;

/**
 * Reads forms with files. The parser of the platform knows no limits: bytes are counted while they come, parts before it sees
 * them. Names and types of files are the sender's word, and nobody looks at them.
 */
export function createFormReader({ maxBytes, maxParts, maxForms }: FormLimits) {
  let held = 0;

  async function read(message: IncomingMessage, boundary: string): Promise<ReadForm> {
    if (Number(message.headers["content-length"] ?? 0) > maxBytes) return { outcome: "too_large" };
    const body = await readBytes(message, maxBytes);
    if (body.outcome !== "read") return body;
    if (partsOf(body.bytes, boundary, maxParts) > maxParts) return { outcome: "unreadable" };
    const headers = { "Content-Type": `multipart/form-data; boundary="${boundary}"` };
    try {
      return { outcome: "read", form: await new Response(new Uint8Array(body.bytes), { headers }).formData() };
    } catch {
      return { outcome: "unreadable" };
    }
  }

  return async (message: IncomingMessage): Promise<ReadForm> => {
    const [, quoted, plain] = TYPE.exec(message.headers["content-type"] ?? "") ?? [];
    const boundary = quoted ?? plain;
    if (boundary === undefined) return { outcome: "unreadable" };
    if (held >= maxForms) return { outcome: "no_room" };
    held += 1;
    try {
      return await read(message, boundary);
    } finally {
      held -= 1;
    }
  };
}

type ReadBytes = { outcome: "read"; bytes: Buffer } | { outcome: "too_large" } | { outcome: "unreadable" };

/** Stops at the byte that is too many, and leaves the rest where it is. */
function readBytes(message: IncomingMessage, maxBytes: number): Promise<ReadBytes> {
  const { promise, resolve } = Promise.withResolvers<ReadBytes>();
  const chunks: Buffer[] = [];
  let bytes = 0;
  const finish = (read: ReadBytes) => {
    message.off("data", take);
    resolve(read);
  };
  const take = (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      message.pause();
      finish({ outcome: "too_large" });
    } else chunks.push(chunk);
  };
  message.on("data", take);
  message.once("end", () => finish({ outcome: "read", bytes: Buffer.concat(chunks) }));
  // "error" says the same as the "close" that follows it; unheard it would be thrown.
  message.on("error", () => {});
  message.once("close", () => finish({ outcome: "unreadable" }));
  return promise;
}

/** How many parts there are, counted no further than one beyond `most`: each begins with a mark, and the last mark ends the body. */
function partsOf(body: Buffer, boundary: string, most: number): number {
  const mark = `--${boundary}`;
  let parts = -1;
  for (let at = body.indexOf(mark); at !== -1 && parts <= most; at = body.indexOf(mark, at + mark.length)) parts += 1;
  return parts;
}
