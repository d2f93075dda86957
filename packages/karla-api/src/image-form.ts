import { createHash } from "node:crypto";

/** A picture as it is uploaded. */
export interface Picture {
  contentType: "image/jpeg" | "image/png" | "image/webp";
  bytes: Buffer;
}

/**
 * The body of an upload: multipart/form-data with the one file `image`. The boundary is made of the picture's own digest, which
 * does not stand in it.
 */
export function imageForm({ contentType, bytes }: Picture): { body: Buffer; contentType: string } {
  const boundary = `karla-${createHash("sha256").update(bytes).digest("hex")}`;
  const head =
    `--${boundary}\r\nContent-Disposition: form-data; name="image"; filename="image"\r\n` +
    `Content-Type: ${contentType}\r\n\r\n`;
  return {
    body: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    contentType: `multipart/form-data; boundary=${boundary}`,
  };
}
