import { request } from "node:http";

/** A body that is sent piece by piece, with no length told beforehand. */
export interface StreamedBody {
  url: URL;
  bytes: number;
  /** Tells the length beforehand. */
  announced: boolean;
}

export interface StreamedAnswer {
  /** Null where the receiver hung up without one. */
  status: number | null;
  /** Bytes that had left when the answer came; what the kernel still holds is among them. */
  sentBytes: number;
}

const PIECE = Buffer.alloc(64 * 1024, 0x20);

/** Sends until all is out or an answer comes. The receiver is never waited for with a piece in hand. */
export function streamBody({ url, bytes, announced }: StreamedBody): Promise<StreamedAnswer> {
  const outgoing = request(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(announced ? { "Content-Length": bytes } : {}) },
  });
  let left = bytes;
  let ended = false;
  const sentBytes = () => outgoing.socket?.bytesWritten ?? 0;
  const send = () => {
    while (!ended && left > 0) {
      left -= PIECE.length;
      if (!outgoing.write(PIECE)) return void outgoing.once("drain", send);
    }
    if (!ended) outgoing.end();
  };
  return new Promise((resolve) => {
    const answered = (status: number | null) => {
      if (ended) return;
      ended = true;
      resolve({ status, sentBytes: sentBytes() });
      outgoing.destroy();
    };
    outgoing.once("response", ({ statusCode = null }) => answered(statusCode));
    outgoing.once("error", () => answered(null));
    send();
  });
}
