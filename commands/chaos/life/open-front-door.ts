import { text } from "node:stream/consumers";
import { listenOnLoopback, passOn } from "../../core-proxy.ts";

/** An address that is known before the receiver behind it is. */
export interface FrontDoor {
  url: string;
  leadTo(receiverUrl: string): void;
  close(): Promise<void>;
}

export async function openFrontDoor(): Promise<FrontDoor> {
  let behind: string | null = null;
  const { url, close } = await listenOnLoopback(async (incoming, answer) => {
    const body = await text(incoming);
    if (behind === null) return void answer.writeHead(503).end();
    passOn({ incoming, answer, body, coreUrl: behind }, () => undefined);
  });
  return {
    url,
    close,
    leadTo: (receiverUrl) => {
      behind = receiverUrl;
    },
  };
}
