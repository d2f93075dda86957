const HEADER = "Exif\0\0";
const ORIENTATION = 0x0112;
const SHORT = 3;

/** The orientation (1 to 8) in the data of an APP1 segment; null where it has none. */
export function orientationOf(data: Buffer): number | null {
  if (data.toString("latin1", 0, 6) !== HEADER) return null;
  const tiff = data.subarray(6);
  const order = tiff.toString("latin1", 0, 2);
  if (order !== "II" && order !== "MM") return null;
  const short = (at: number) =>
    at + 2 > tiff.length ? null : order === "II" ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at);
  const first = tiff.length < 8 ? 0 : order === "II" ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const count = short(first) ?? 0;
  for (let entry = first + 2; entry < first + 2 + count * 12; entry += 12) {
    const tag = short(entry);
    if (tag === null) return null;
    if (tag !== ORIENTATION) continue;
    const value = short(entry + 2) === SHORT ? short(entry + 8) : null;
    return value !== null && value >= 1 && value <= 8 ? value : null;
  }
  return null;
}

/** An APP1 segment that says nothing but this orientation. */
export function orientationSegment(orientation: number): Buffer {
  const segment = Buffer.alloc(36);
  segment.writeUInt16BE(0xffe1, 0);
  segment.writeUInt16BE(segment.length - 2, 2);
  segment.write(HEADER, 4, "latin1");
  segment.write("MM\0*", 10, "latin1");
  segment.writeUInt32BE(8, 14);
  segment.writeUInt16BE(1, 18);
  segment.writeUInt16BE(ORIENTATION, 20);
  segment.writeUInt16BE(SHORT, 22);
  segment.writeUInt32BE(1, 24);
  segment.writeUInt16BE(orientation, 28);
  return segment;
}
