import type { Picture } from "@karla/api/image-form";

/** What the bytes are, told by how they begin, whatever they are said to be; null for anything but the three kinds of pictures. */
export function pictureTypeOf(bytes: Buffer): Picture["contentType"] | null {
  const begins = (hex: string) => bytes.subarray(0, hex.length / 2).toString("hex") === hex;
  if (begins("ffd8ff")) return "image/jpeg";
  if (begins("89504e470d0a1a0a")) return "image/png";
  if (bytes.toString("latin1", 0, 4) === "RIFF" && bytes.toString("latin1", 8, 12) === "WEBP") return "image/webp";
  return null;
}
