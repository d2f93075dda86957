import { AdminError } from "../admin-error.ts";

export interface FileLine {
  /** Without its end; of a line that is too long its beginning. */
  text: string;
  tooLong: boolean;
  /** Where the next line begins, in bytes of the file. */
  end: number;
}

/** Longer than any line of an order that Shopify could take in. In bytes. */
const LONGEST = 4 * 1024 * 1024;
const NEWLINE = 0x0a;

/**
 * The lines of a file that is read from the byte `from` on; `size` is what it has in all, null where nobody knows. A file
 * that ends before its end is an error, and none of it is taken for a line.
 */
export async function* fileLines(
  chunks: AsyncIterable<Uint8Array>,
  { from, size, longest = LONGEST }: { from: number; size: number | null; longest?: number },
): AsyncGenerator<FileLine> {
  let kept: Uint8Array[] = [];
  let length = 0;
  let at = from;
  const keep = (piece: Uint8Array) => {
    if (length < longest) kept.push(piece.subarray(0, longest - length));
    length += piece.length;
    at += piece.length;
  };
  const take = (): FileLine => {
    const text = Buffer.concat(kept).toString("utf8");
    const line = { text, tooLong: length > longest, end: at };
    kept = [];
    length = 0;
    return line;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let stop = chunk.indexOf(NEWLINE); stop !== -1; stop = chunk.indexOf(NEWLINE, start)) {
      keep(chunk.subarray(start, stop));
      at += 1;
      start = stop + 1;
      yield take();
    }
    keep(chunk.subarray(start));
  }
  // The last line need not end in a newline, if it is known to be the last.
  if (size === null ? length > 0 : at < size) {
    throw new AdminError("the file ended before its end", { kind: "transport", retry: true });
  }
  if (length > 0) yield take();
}
