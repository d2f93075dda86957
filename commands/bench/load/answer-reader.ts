/** The head of an HTTP answer, as far as a load needs it. */
export interface Answer {
  status: number;
  /** The header Retry-After, "" without one. */
  retryAfter: string;
  /** The server closes the connection after this answer. */
  closes: boolean;
}

/**
 * Reads HTTP/1.1 answers from the bytes of one connection, in whatever pieces they come: a body is measured by its
 * Content-Length or by chunks, and thrown away. Does no more than that, because the load shares its cores with what it
 * measures.
 */
export function createAnswerReader(onAnswer: (answer: Answer) => void): (chunk: Buffer) => void {
  let rest = "";
  return (chunk) => {
    rest = rest === "" ? chunk.toString("latin1") : rest + chunk.toString("latin1");
    for (;;) {
      const headEnd = rest.indexOf("\r\n\r\n");
      if (headEnd === -1) return;
      const head = rest.slice(0, headEnd);
      const end = bodyEnd(head, rest, headEnd + 4);
      if (end === null) return;
      rest = rest.slice(end);
      onAnswer({
        status: Number(head.slice(9, 12)),
        retryAfter: /\r\nretry-after: *(\S+)/i.exec(head)?.[1] ?? "",
        closes: /\r\nconnection: *close/i.test(head),
      });
    }
  };
}

/** Where the answer that began in `text` ends; null where not all of it is there. */
function bodyEnd(head: string, text: string, start: number): number | null {
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) return start + Number(length) <= text.length ? start + Number(length) : null;
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) return start;
  let at = start;
  for (;;) {
    const lineEnd = text.indexOf("\r\n", at);
    if (lineEnd === -1) return null;
    const size = Number.parseInt(text.slice(at, lineEnd), 16);
    at = lineEnd + 2 + size + 2;
    if (at > text.length) return null;
    if (size === 0) return at;
  }
}
