import { openScratchFile, type ScratchFile } from "./scratch-file.ts";

/** The file of a bulk operation: its levels one behind the other, each of which grows while the others do. */
export interface BulkFile {
  /** In bytes. */
  readonly size: number;
  append(level: number, text: string): Promise<void>;
  /** The bytes from `start` up to before `end`. */
  read(start: number, end: number): AsyncGenerator<Uint8Array>;
  empty(): void;
}

/** `name`: begins the names of no other files in the folder. */
export function createBulkFile(folder: string, name: string): BulkFile {
  const levels: ScratchFile[] = [];
  const openUpTo = (level: number): ScratchFile => {
    while (levels.length <= level) levels.push(openScratchFile(folder, `${name}-${levels.length}`));
    return levels[level] ?? openUpTo(level);
  };
  return {
    get size() {
      return levels.reduce((sum, { size }) => sum + size, 0);
    },
    append: (level, text) => openUpTo(level).append(text),
    async *read(start, end) {
      let before = 0;
      for (const level of levels) {
        const { size } = level;
        yield* level.read(Math.max(0, start - before), Math.min(size, end - before));
        before += size;
      }
    },
    empty() {
      for (const level of levels) level.empty();
    },
  };
}
