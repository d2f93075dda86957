import type { CleanImage } from "./clean-image.ts";

const HEAD_BYTES = 12;
const ALPHA = 0x10;
const ANIMATION = 0x02;

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
  /** With its header and padding. */
  readonly whole: Buffer;
}

/**
 * A WebP of the chunks that its pixels need: the extended form without colour profile, EXIF, XMP and whatever else it has room
 * for. An animation is no picture. Null where it is damaged.
 */
export function cleanWebp(bytes: Buffer): CleanImage | null {
  const chunks = chunksOf(bytes);
  if (chunks === null) return null;
  const extended = chunks[0]?.type === "VP8X" ? chunks[0] : null;
  const [pixels, ...more] = chunks.filter(({ type }) => type === "VP8 " || type === "VP8L");
  if (pixels === undefined || more.length > 0) return null;
  const size = pixels.type === "VP8 " ? lossySize(pixels.data) : losslessSize(pixels.data);
  if (size === null) return null;
  if (extended === null) return picture([pixels.whole], size);
  const flags = extended.data[0] ?? ANIMATION;
  if (extended.data.length !== 10 || (flags & ANIMATION) !== 0) return null;
  const canvas = { width: extended.data.readUIntLE(4, 3) + 1, height: extended.data.readUIntLE(7, 3) + 1 };
  if (canvas.width !== size.width || canvas.height !== size.height) return null;
  const alpha = pixels.type === "VP8 " ? chunks.filter(({ type }) => type === "ALPH") : [];
  if (alpha.length > 1) return null;
  const header = Buffer.from(extended.whole);
  header.fill(0, 8, 12);
  header[8] = flags & ALPHA;
  return picture([header, ...alpha.map(({ whole }) => whole), pixels.whole], size);
}

function picture(chunks: readonly Buffer[], size: { width: number; height: number }): CleanImage {
  const bytes = Buffer.concat([Buffer.from("RIFF\0\0\0\0WEBP", "latin1"), ...chunks]);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  return { contentType: "image/webp", bytes, ...size };
}

/** All chunks of the file's own length; what lies behind it is not looked at. */
function chunksOf(bytes: Buffer): Chunk[] | null {
  if (bytes.length < HEAD_BYTES) return null;
  const end = 8 + bytes.readUInt32LE(4);
  if (end > bytes.length) return null;
  const chunks: Chunk[] = [];
  for (let at = HEAD_BYTES; at < end; ) {
    if (at + 8 > end) return null;
    const length = bytes.readUInt32LE(at + 4);
    const next = at + 8 + length + (length % 2);
    if (next > end) return null;
    const type = bytes.toString("latin1", at, at + 4);
    chunks.push({ type, data: bytes.subarray(at + 8, at + 8 + length), whole: bytes.subarray(at, next) });
    at = next;
  }
  return chunks;
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
