import { crc32, deflateSync } from "node:zlib";

/** Stands in everything that must not be told. */
export const SECRET = "GPS 52.5163 N 13.3777 E";

export function pngChunk(type: string, data: Uint8Array): Buffer {
  const chunk = Buffer.alloc(12 + data.length);
  chunk.writeUInt32BE(data.length, 0);
  chunk.write(type, 4, "latin1");
  chunk.set(data, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length);
  return chunk;
}

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A grey picture, with chunks of `extra` before its pixels and bytes behind its end. */
export function aPng({ width = 2, height = 3, extra = [] as Buffer[], behind = "" } = {}): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.alloc(Math.min(height, 10) * (Math.min(width, 10) + 1)));
  const end = [pngChunk("IDAT", pixels), pngChunk("IEND", Buffer.alloc(0)), Buffer.from(behind)];
  return Buffer.concat([PNG_SIGNATURE, pngChunk("IHDR", header), ...extra, ...end]);
}

export function jpegSegment(marker: number, data: Uint8Array): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

export const JFIF = jpegSegment(0xe0, Buffer.from("JFIF\0\x01\x01\x00\x00\x01\x00\x01\x00\x00", "latin1"));

/** The segments of a baseline picture, with stuffed bytes and a restart in its scan; nothing that a decoder would like. */
export function aJpeg({ width = 4, height = 5, extra = [] as Buffer[], behind = "" } = {}): Buffer {
  const frame = Buffer.from([8, height >> 8, height & 0xff, width >> 8, width & 0xff, 1, 1, 0x11, 0]);
  const scan = Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...extra,
    jpegSegment(0xdb, Buffer.alloc(65, 1)),
    jpegSegment(0xc0, frame),
    jpegSegment(0xc4, Buffer.alloc(20, 2)),
    jpegSegment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    scan,
    Buffer.from([0xff, 0xd9]),
    Buffer.from(behind),
  ]);
}

/** EXIF with an orientation, in either byte order, and something that nobody else shall read. */
export function exif(orientation: number, order: "II" | "MM" = "II"): Buffer {
  const tiff = Buffer.alloc(26);
  const short = (value: number, at: number) =>
    order === "II" ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at);
  const long = (value: number, at: number) =>
    order === "II" ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at);
  tiff.write(order, 0, "latin1");
  short(42, 2);
  long(8, 4);
  short(1, 8);
  short(0x0112, 10);
  short(3, 12);
  long(1, 14);
  short(orientation, 18);
  return jpegSegment(0xe1, Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff, Buffer.from(SECRET)]));
}

function webpChunk([type, data]: WebpChunk): Buffer {
  const head = Buffer.from(`${type}\0\0\0\0`, "latin1");
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}

export type WebpChunk = readonly [type: string, data: Uint8Array];

export function aWebp(chunks: readonly WebpChunk[], behind = ""): Buffer {
  const content = Buffer.concat([Buffer.from("WEBP"), ...chunks.map(webpChunk)]);
  const head = Buffer.from("RIFF\0\0\0\0", "latin1");
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.from(behind)]);
}

/** The extended form's header, of 7 × 9 pixels. */
export const extended = (flags: number): WebpChunk => ["VP8X", Buffer.from([flags, 0, 0, 0, 6, 0, 0, 8, 0, 0])];

/** 7 × 9 pixels. */
export const LOSSY = Buffer.from([0x30, 0, 0, 0x9d, 0x01, 0x2a, 7, 0, 9, 0, 1, 2]);
export const LOSSLESS = Buffer.from([0x2f, 6, 0x00, 0x02, 0, 1, 2, 3, 4, 5]);
