import type { Writable } from "node:stream";

/** So much may wait for a reader that is slow; what comes on top is dropped. */
const MAX_WAITING_BYTES = 4 * 1024 * 1024;
/** A disk that was full may have room again. */
const AGAIN_MS = 5_000;

/**
 * Where log lines go: whoever reads them can be slow, stuck or gone, and what the process is for goes on. Writing to a file
 * descriptor blocks the whole process once its pipe is full; a stream's writes wait in memory, so they have a bound here. A stream
 * that failed takes nothing any more: `again` gives another one to the same place, which is tried after a while.
 */
export function boundedOutput(first: Writable, again?: () => Writable): { write(line: string): void } {
  let stream = first;
  let dropped = 0;
  let gone = false;
  const watch = (): void => {
    stream.once("error", () => {
      // A second error of the same stream would end the process.
      stream.on("error", () => undefined);
      gone = true;
      if (again !== undefined) setTimeout(renew, AGAIN_MS, again).unref();
    });
  };
  const renew = (open: () => Writable): void => {
    stream = open();
    gone = false;
    watch();
  };
  watch();
  return {
    write(line) {
      if (gone || stream.writableLength + line.length > MAX_WAITING_BYTES) {
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
