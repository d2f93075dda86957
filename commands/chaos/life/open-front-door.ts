import type { IncomingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";
import { listenOnLoopback, passOn } from "../../core-proxy.ts";

/** A message that came by the front door, to the last byte. */
export interface PassedMessage {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** What the receiver answered; null while it has not. */
  status: number | null;
}

/** An address that is known before the receiver behind it is. */
export interface FrontDoor {
  url: string;
  leadTo(receiverUrl: string): void;
  /** Asked of each message: whether its sender is hung up on after the receiver took it. */
  losesAnswer: (message: PassedMessage) => boolean;
  passed: readonly PassedMessage[];
  close(): Promise<void>;
}

export async function openFrontDoor(): Promise<FrontDoor> {
  let behind: string | null = null;
  const passed: PassedMessage[] = [];
  const { url, close } = await listenOnLoopback(async (incoming, answer) => {
    const body = await text(incoming);
    if (behind === null) return void answer.writeHead(503).end();
    const message: PassedMessage = { path: incoming.url ?? "/", headers: incoming.headers, body, status: null };
    passed.push(message);
    const dropAnswer = door.losesAnswer(message);
    passOn({ incoming, answer, body, coreUrl: behind, dropAnswer }, (status) => {
      message.status = status;
    });
  });
  const door: FrontDoor = {
    url,
    close,
    passed,
    losesAnswer: () => false,
    leadTo: (receiverUrl) => {
      behind = receiverUrl;
    },
  };
  return door;
}
