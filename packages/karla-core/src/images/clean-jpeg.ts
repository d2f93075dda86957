import type { CleanImage } from "./clean-image.ts";
import { orientationOf, orientationSegment } from "./exif-orientation.ts";

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP14 = 0xee;

/** Baseline, extended and progressive: what browsers show. */
const FRAMES: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2]);
/** Tables, restart interval and scans. */
const NEEDED: ReadonlySet<number> = new Set([0xc4, 0xdb, 0xdd, SOS, ...FRAMES]);
/** Application data, comments, and what only other kinds of JPEG need. */
const DROPPED = (marker: number) => (marker >= APP0 && marker <= 0xef) || marker === 0xfe;

/**
 * A JPEG of the segments that its pixels need. Of EXIF the orientation alone is kept, in a segment of our own: without it a
 * phone's picture lies on its side. Null where it is damaged or of another kind.
 */
export function cleanJpeg(bytes: Buffer): CleanImage | null {
  const kept: Buffer[] = [];
  let orientation = 1;
  let size: { width: number; height: number } | null = null;
  let scanned = false;
  for (let at = 2; ; ) {
    const start = markerAt(bytes, at);
    if (start === null) return null;
    const marker = bytes[start + 1] ?? 0;
    if (marker === EOI) break;
    if (start + 4 > bytes.length) return null;
    const length = bytes.readUInt16BE(start + 2);
    const end = start + 2 + length;
    if (length < 2 || end > bytes.length) return null;
    const data = bytes.subarray(start + 4, end);
    at = end;
    if (FRAMES.has(marker)) {
      if (size !== null || data.length < 6) return null;
      size = { height: data.readUInt16BE(1), width: data.readUInt16BE(3) };
    }
    if (marker === SOS) {
      if (size === null) return null;
      scanned = true;
      at = endOfScan(bytes, end);
      kept.push(bytes.subarray(start, at));
    } else if (NEEDED.has(marker) || isPlainHeader(marker, data)) {
      kept.push(bytes.subarray(start, end));
    } else if (DROPPED(marker)) {
      if (marker === APP1) orientation = orientationOf(data) ?? orientation;
    } else {
      return null;
    }
  }
  if (size === null || !scanned) return null;
  const exif = orientation === 1 ? [] : [orientationSegment(orientation)];
  const all = [Buffer.from([0xff, SOI]), ...exif, ...kept, Buffer.from([0xff, EOI])];
  return { contentType: "image/jpeg", bytes: Buffer.concat(all), ...size };
}

/** Where the next marker begins; any number of 0xff may stand before it. */
function markerAt(bytes: Buffer, from: number): number | null {
  if (bytes[from] !== 0xff) return null;
  let at = from;
  while (bytes[at + 1] === 0xff) at += 1;
  return at + 1 < bytes.length ? at : null;
}

/** Behind the entropy-coded data that begins at `from`: at the first marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}

/** JFIF without a thumbnail, and Adobe's word on how the colours are coded: no picture of some kinds is right without it. */
function isPlainHeader(marker: number, data: Buffer): boolean {
  if (marker === APP0) return data.length === 14 && data.toString("latin1", 0, 5) === "JFIF\0";
  return marker === APP14 && data.length === 12 && data.toString("latin1", 0, 5) === "Adobe";
}
