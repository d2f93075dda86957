import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";

export interface WebhookGate {
  url: string;
  /** From now on webhooks reach the receiver; before, their sender is told to come again. */
  open(receiver: string): void;
  stop(): void;
}

/** Stands between the shop and the receiver, so that there is a time without orders. */
export async function createWebhookGate(): Promise<WebhookGate> {
  let receiver: string | null = null;
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    if (receiver === null) return void response.writeHead(503).end();
    const headers = Object.entries(request.headers).filter(
      ([name]) => name.startsWith("x-") || name === "content-type",
    );
    const answer = await fetch(receiver, {
      method: "POST",
      headers: headers.map(([name, value]) => [name, String(value)] as [string, string]),
      body: new Uint8Array(body),
    }).catch(() => null);
    response.writeHead(answer?.status ?? 503).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    open: (url) => {
      receiver = url;
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
