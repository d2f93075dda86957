import type { Writable } from "node:stream";

/** So much may wait for a reader that is slow; what comes on top is dropped. */
const MAX_WAITING_BYTES = 4 * 1024 * 1024;

/**
 * Where log lines go: whoever reads them can be slow, stuck or gone, and what the process is for goes on. Writing to a file
 * descriptor blocks the whole process once its pipe is full; a stream's writes wait in memory, so they have a bound here.
 */
export function boundedOutput(stream: Writable): { write(line: string): void } {
  let dropped = 0;
  let gone = false;
  stream.on("error", () => {
    gone = true;
  });
  return {
    write(line) {
      if (gone) return;
      if (stream.writableLength + line.length > MAX_WAITING_BYTES) {
        dropped += 1;
        return;
      }
      if (dropped > 0) {
        const time = new Date().toISOString();
        stream.write(`${JSON.stringify({ level: "warn", time, lines: dropped, msg: "log lines were dropped" })}\n`);
        dropped = 0;
      }
      stream.write(line);
    },
  };
}
