import { crc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import { zipOf } from "./zip-of.ts";

/** Reads an archive from its end, as unpackers do, and compares each entry with the header before its bytes. */
function entriesOf(zip: Buffer): { path: string; text: string; mode: number }[] {
  const end = zip.lastIndexOf("PK\x05\x06");
  const entries = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    expect(zip.toString("latin1", at, at + 4)).toBe("PK\x01\x02");
    const nameLength = zip.readUInt16LE(at + 28);
    const local = zip.readUInt32LE(at + 42);
    expect(zip.toString("latin1", local, local + 4)).toBe("PK\x03\x04");
    expect(zip.subarray(local + 4, local + 30)).toEqual(zip.subarray(at + 6, at + 32));
    const start = local + 30 + nameLength;
    const bytes = zip.subarray(start, start + zip.readUInt32LE(at + 24));
    expect(crc32(bytes)).toBe(zip.readUInt32LE(at + 16));
    const path = zip.toString("utf8", at + 46, at + 46 + nameLength);
    entries.push({ path, text: bytes.toString("utf8"), mode: zip.readUInt32LE(at + 38) >>> 16 });
    at += 46 + nameLength;
  }
  expect(at).toBe(end);
  expect(zip.readUInt32LE(end + 12) + zip.readUInt32LE(end + 16)).toBe(end);
  return entries;
}

describe("a zip archive", () => {
  it("gives back every file with its path, in the order given, readable by all", () => {
    const files = [
      { path: "Karla/manifest.xml", bytes: Buffer.from("<manifest/>") },
      { path: "Karla/Resources/empty", bytes: Buffer.alloc(0) },
      { path: "Karla/größe.json", bytes: Buffer.from('{"a":"ä"}') },
    ];
    expect(entriesOf(zipOf(files))).toEqual(
      files.map(({ path, bytes }) => ({ path, text: bytes.toString("utf8"), mode: 0o100644 })),
    );
  });

  it("can be empty", () => {
    expect(entriesOf(zipOf([]))).toEqual([]);
  });

  it("has the bytes that Python's zipfile writes for the same file", () => {
    expect(zipOf([{ path: "a", bytes: Buffer.from("hi") }]).toString("hex")).toBe(
      "504b030414000000000000002100ac2a93d802000000020000000100000061" +
        "6869" +
        "504b0102140314000000000000002100ac2a93d80200000002000000010000000000000000000000a4810000000061" +
        "504b050600000000010001002f000000210000000000",
    );
  });
});
