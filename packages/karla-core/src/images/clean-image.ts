import { cleanJpeg } from "./clean-jpeg.ts";
import { cleanPng } from "./clean-png.ts";
import { cleanWebp } from "./clean-webp.ts";

export interface CleanImage {
  readonly contentType: "image/jpeg" | "image/png" | "image/webp";
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

export type Cleaned = { outcome: "clean"; image: CleanImage } | { outcome: "refused"; why: string };

/** What a browser of a phone still shows without running out of memory. */
const MAX_SIDE = 12_000;
const MAX_PIXELS = 60_000_000;

/**
 * The picture in `bytes`, told by its content alone, without all that it does not need to be shown: where it was taken, with
 * what, by whom, and whatever lies behind its end. What cannot be rewritten so is refused. Pixels are not decoded.
 */
export function cleanImage(bytes: Buffer): Cleaned {
  const image = cleanerOf(bytes)?.(bytes) ?? null;
  if (image === null) return { outcome: "refused", why: "not a JPEG, PNG or WebP picture that can be cleaned" };
  const { width, height } = image;
  if (width < 1 || height < 1) return { outcome: "refused", why: "a picture without pixels" };
  if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) {
    return { outcome: "refused", why: "a picture with too many pixels" };
  }
  return { outcome: "clean", image };
}

function cleanerOf(bytes: Buffer): ((bytes: Buffer) => CleanImage | null) | null {
  const starts = (...magic: number[]) => magic.every((byte, index) => bytes[index] === byte);
  if (starts(0xff, 0xd8, 0xff)) return cleanJpeg;
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return cleanPng;
  if (starts(0x52, 0x49, 0x46, 0x46) && bytes.toString("latin1", 8, 12) === "WEBP") return cleanWebp;
  return null;
}
