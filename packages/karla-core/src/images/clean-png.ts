import { crc32 } from "node:zlib";
import type { CleanImage } from "./clean-image.ts";

/** What the pixels are shown with. Texts, times, EXIF, colour profiles, animation and private chunks are left out. */
const KEPT: ReadonlySet<string> = new Set([
  "IHDR",
  "PLTE",
  "IDAT",
  "IEND",
  "tRNS",
  "gAMA",
  "cHRM",
  "sRGB",
  "sBIT",
  "bKGD",
  "pHYs",
]);

const SIGNATURE_BYTES = 8;
/** Length, type and checksum around a chunk's data. */
const FRAME_BYTES = 12;

/** A PNG of its needed chunks, copied as they are; null where one is damaged, or another is needed that nobody knows. */
export function cleanPng(bytes: Buffer): CleanImage | null {
  const kept: Buffer[] = [bytes.subarray(0, SIGNATURE_BYTES)];
  let header: Buffer | null = null;
  let pixels = false;
  for (let at = SIGNATURE_BYTES; at + FRAME_BYTES <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const end = at + FRAME_BYTES + length;
    if (end > bytes.length) return null;
    const type = bytes.toString("latin1", at + 4, at + 8);
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) return null;
    if ((header === null) !== (type === "IHDR")) return null;
    if (type === "IHDR") {
      if (length !== 13) return null;
      header = bytes.subarray(at + 8, at + 21);
    }
    pixels ||= type === "IDAT";
    if (KEPT.has(type)) kept.push(bytes.subarray(at, end));
    else if (isCritical(type)) return null;
    if (type === "IEND") {
      if (header === null || !pixels || length !== 0) return null;
      const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
      return { contentType: "image/png", bytes: Buffer.concat(kept), width, height };
    }
    at = end;
  }
  return null;
}

/** Its name begins with a capital: no picture without it. */
function isCritical(type: string): boolean {
  return /^[A-Z]/.test(type);
}
