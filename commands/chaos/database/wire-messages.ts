/** One message of PostgreSQL's protocol 3.0: a type, its length, a body. */
export interface WireMessage {
  /** One letter; empty for the first message of a client, which has none. */
  type: string;
  body: Buffer;
  /** As it came, head and body. */
  bytes: Buffer;
}

const LENGTH_BYTES = 4;

/** Cuts what comes into messages. A client begins with one that has no type. */
export function messageReader(from: "client" | "server"): (chunk: Buffer) => WireMessage[] {
  let rest: Buffer = Buffer.alloc(0);
  let hasType = from === "server";
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const messages: WireMessage[] = [];
    for (;;) {
      const head = hasType ? 1 : 0;
      if (rest.length < head + LENGTH_BYTES) return messages;
      const end = head + rest.readInt32BE(head);
      if (rest.length < end) return messages;
      const bytes = rest.subarray(0, end);
      messages.push({
        type: bytes.toString("latin1", 0, head),
        body: bytes.subarray(head + LENGTH_BYTES),
        bytes,
      });
      rest = rest.subarray(end);
      hasType = true;
    }
  };
}

export function wireMessage(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(type.length + LENGTH_BYTES);
  head.write(type, "latin1");
  head.writeInt32BE(body.length + LENGTH_BYTES, type.length);
  return Buffer.concat([head, body]);
}

/** A text as the protocol ends it. */
export function cString(text: string): Buffer {
  return Buffer.from(`${text}\0`);
}

/** The text that begins here, and where what follows it begins. */
export function readCString(body: Buffer, from = 0): { text: string; end: number } {
  const zero = body.indexOf(0, from);
  return { text: body.toString("utf8", from, zero), end: zero + 1 };
}

/** ErrorResponse: severity, SQLSTATE, words. */
export function errorResponse(severity: "ERROR" | "FATAL", code: string, words: string): Buffer {
  return wireMessage(
    "E",
    cString(`S${severity}`),
    cString(`V${severity}`),
    cString(`C${code}`),
    cString(`M${words}`),
    cString(""),
  );
}

/** ReadyForQuery outside of a transaction. */
export const READY = wireMessage("Z", Buffer.from("I"));
