type Read = { outcome: "read"; bytes: Buffer } | { outcome: "too_large" };

/** A body to its end, or until it is longer than `maxBytes`; the rest is not taken then. */
export async function readCapped(body: ReadableStream<Uint8Array> | null, maxBytes: number): Promise<Read> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (body) {
    const reader = body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.byteLength;
      if (size > maxBytes) {
        await reader.cancel().catch(() => {});
        return { outcome: "too_large" };
      }
      chunks.push(part.value);
    }
  }
  return { outcome: "read", bytes: Buffer.concat(chunks) };
}
