import type { CleanImage } from "./clean-image.ts";

const HEAD_BYTES = 12;

/**
 * A WebP picture of one chunk of pixels, cut to its own length. The extended form, which has room for EXIF, XMP, colour profiles
 * and animation, is refused.
 */
export function cleanWebp(bytes: Buffer): CleanImage | null {
  if (bytes.length < HEAD_BYTES + 8 + 10) return null;
  const type = bytes.toString("latin1", 12, 16);
  const length = bytes.readUInt32LE(16);
  const end = HEAD_BYTES + 8 + length + (length % 2);
  if (end > bytes.length || bytes.readUInt32LE(4) + 8 !== end) return null;
  const data = bytes.subarray(20, 20 + length);
  const size = type === "VP8 " ? lossySize(data) : type === "VP8L" ? losslessSize(data) : null;
  return size === null ? null : { contentType: "image/webp", bytes: bytes.subarray(0, end), ...size };
}

/** A key frame: three bytes of tag, the start code, 14 bits of width and of height. */
function lossySize(data: Buffer) {
  if (data.length < 10 || ((data[0] ?? 1) & 1) !== 0 || data.readUIntBE(3, 3) !== 0x9d012a) return null;
  return { width: data.readUInt16LE(6) & 0x3fff, height: data.readUInt16LE(8) & 0x3fff };
}

/** The signature, then 14 bits of width and of height, each less one. */
function losslessSize(data: Buffer) {
  if (data.length < 5 || data[0] !== 0x2f) return null;
  const bits = data.readUInt32LE(1);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}
