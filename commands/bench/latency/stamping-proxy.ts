import { createServer, request as forward } from "node:http";
import { text } from "node:stream/consumers";

export interface StampingProxy {
  url: string;
  /** Order id -> when the core first said that it holds the order, by `performance.now()`. */
  acceptedAt: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

/** Stands on loopback between the worker and the core, passes everything on unchanged and notes when an order arrived. */
export async function startStampingProxy(coreUrl: string): Promise<StampingProxy> {
  const acceptedAt = new Map<string, number>();
  const server = createServer((incoming, answer) => {
    text(incoming)
      .then((body) => {
        const { host: _host, connection: _connection, ...headers } = incoming.headers;
        const target = new URL(incoming.url ?? "/", coreUrl);
        const outgoing = forward(target, { method: incoming.method, headers }, (response) => {
          const status = response.statusCode ?? 0;
          const orderId = status >= 200 && status < 300 ? orderIn(body) : null;
          if (orderId !== null && !acceptedAt.has(orderId)) acceptedAt.set(orderId, performance.now());
          answer.writeHead(status, response.headers);
          response.pipe(answer);
        });
        outgoing.on("error", () => answer.destroy());
        outgoing.end(body);
      })
      .catch(() => answer.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    acceptedAt,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** An upsert names its order first: `{"id":"1001","id_type":"external_id",…`. */
function orderIn(body: string): string | null {
  return /^\{"id":"([^"]+)","id_type":"external_id"/.exec(body)?.[1] ?? null;
}
