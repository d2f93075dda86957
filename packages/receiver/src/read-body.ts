import type { IncomingMessage } from "node:http";
import type { Place } from "./admission.ts";

export type BodyRead =
  | { outcome: "read"; body: Buffer }
  | { outcome: "too_large" }
  | { outcome: "too_slow" }
  | { outcome: "over_capacity" }
  /** The sender hung up. */
  | { outcome: "aborted" };

/** Reads the bytes as they are on the wire (no Content-Encoding is undone) and stops at the byte that crosses a limit. */
export function readBody(
  request: IncomingMessage,
  place: Place,
  limits: { maxBodyBytes: number; bodyTimeMs: number },
): Promise<BodyRead> {
  const { promise, resolve } = Promise.withResolvers<BodyRead>();
  const chunks: Buffer[] = [];
  let bytes = 0;

  const finish = (read: BodyRead) => {
    clearTimeout(timer);
    request.off("data", take);
    chunks.length = 0;
    resolve(read);
  };
  const take = (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > limits.maxBodyBytes) return finish({ outcome: "too_large" });
    if (!place.grow(chunk.length)) return finish({ outcome: "over_capacity" });
    chunks.push(chunk);
  };
  const timer = setTimeout(() => finish({ outcome: "too_slow" }), limits.bodyTimeMs);
  place.onEvicted(() => finish({ outcome: "too_slow" }));
  request.on("data", take);
  request.once("end", () => {
    const [only] = chunks;
    finish({ outcome: "read", body: only !== undefined && chunks.length === 1 ? only : Buffer.concat(chunks, bytes) });
  });
  // "error" says the same as the "close" that follows it; unheard it would be thrown.
  request.on("error", () => {});
  request.once("close", () => finish({ outcome: "aborted" }));
  return promise;
}
