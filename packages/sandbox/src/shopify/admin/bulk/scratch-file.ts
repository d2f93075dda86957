import { ftruncateSync, openSync, read, unlinkSync, write } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const CHUNK = 64 * 1024;
const [readAt, writeAt] = [promisify(read), promisify(write)];

/** A file without a name: however the process ends, nothing of it stays on the disk. */
export interface ScratchFile {
  /** In bytes. */
  readonly size: number;
  append(text: string): Promise<void>;
  /** The bytes from `start` up to before `end`. */
  read(start: number, end: number): AsyncGenerator<Uint8Array>;
  /** Gives the disk space back. Whoever reads just then finds the end of the file. */
  empty(): void;
}

/** `name`: of no other file in the folder. */
export function openScratchFile(folder: string, name: string): ScratchFile {
  const path = join(folder, name);
  const descriptor = openSync(path, "wx+");
  unlinkSync(path);
  let size = 0;
  return {
    get size() {
      return size;
    },
    async append(text) {
      const bytes = Buffer.from(text);
      for (let from = 0; from < bytes.length; ) {
        const { bytesWritten } = await writeAt(descriptor, bytes, from, bytes.length - from, size);
        from += bytesWritten;
        size += bytesWritten;
      }
    },
    async *read(start, end) {
      for (let at = start; at < end; ) {
        const chunk = Buffer.allocUnsafe(Math.min(CHUNK, end - at));
        const { bytesRead } = await readAt(descriptor, chunk, 0, chunk.length, at);
        if (bytesRead === 0) return;
        at += bytesRead;
        yield chunk.subarray(0, bytesRead);
      }
    },
    empty() {
      size = 0;
      ftruncateSync(descriptor, 0);
    },
  };
}
