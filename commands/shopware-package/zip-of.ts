import { crc32 } from "node:zlib";
import type { AppFile } from "./fill-app.ts";

const VERSION_2 = 20;
const MADE_ON_UNIX = (3 << 8) | VERSION_2;
const NAME_IS_UTF8 = 1 << 11;
const STORED = 0;
/** 1980-01-01 00:00, the first instant that the format knows: the same files give the same bytes whenever they are packed. */
const DOS_DATE = (1 << 5) | 1;
const DOS_TIME = 0;
const REGULAR_FILE_READABLE = (0o100644 << 16) >>> 0;

/**
 * A zip archive of the files in the order given, uncompressed (APPNOTE.TXT 6.3, sections 4.3.7, 4.3.12, 4.3.16). Enough for
 * an app of some dozen small files: no folders of their own, no Zip64.
 */
export function zipOf(files: readonly AppFile[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, bytes } of files) {
    const name = Buffer.from(path);
    const shared = sharedHeader(name, bytes);
    directory.push(directoryHeader(shared, offset), name);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), shared, name, bytes]);
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  return Buffer.concat([...parts, central, endOfDirectory(files.length, central.length, offset)]);
}

/** What the header before a file and its line in the directory have in common, from "version needed" to "extra length". */
function sharedHeader(name: Buffer, bytes: Buffer): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(VERSION_2, 0);
  header.writeUInt16LE(name.every((byte) => byte < 0x80) ? 0 : NAME_IS_UTF8, 2);
  header.writeUInt16LE(STORED, 4);
  header.writeUInt16LE(DOS_TIME, 6);
  header.writeUInt16LE(DOS_DATE, 8);
  header.writeUInt32LE(crc32(bytes), 10);
  header.writeUInt32LE(bytes.length, 14);
  header.writeUInt32LE(bytes.length, 18);
  header.writeUInt16LE(name.length, 22);
  return header;
}

function directoryHeader(shared: Buffer, offset: number): Buffer {
  const madeBy = Buffer.alloc(2);
  madeBy.writeUInt16LE(MADE_ON_UNIX);
  // Length of the comment, disk, internal attributes: all 0.
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(REGULAR_FILE_READABLE, 6);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([Buffer.from("PK\x01\x02"), madeBy, shared, rest]);
}

function endOfDirectory(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
