import {
  createServer,
  request as forward,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";

/** A server of our own between the worker and the core. */
export interface LoopbackServer {
  url: string;
  server: Server;
  close(): Promise<void>;
}

/** Listens on a free port. Whoever asks is hung up on when `handle` throws. */
export async function listenOnLoopback(
  handle: (incoming: IncomingMessage, answer: ServerResponse) => Promise<void>,
): Promise<LoopbackServer> {
  const server = createServer((incoming, answer) => {
    handle(incoming, answer).catch(() => answer.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`,
    server,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export interface PassedOn {
  incoming: IncomingMessage;
  answer: ServerResponse;
  body: string;
  coreUrl: string;
  /** In place of the ones that came. */
  headers?: IncomingHttpHeaders;
  /** The core is asked, and the worker is hung up on all the same. */
  dropAnswer?: boolean;
}

/**
 * Asks the core the same, also when the worker is gone by then. `answered` is told the core's status before its answer goes
 * back as it came; where the core does not answer, the worker is hung up on.
 */
export function passOn(
  { incoming, answer, body, coreUrl, headers, dropAnswer = false }: PassedOn,
  answered: (status: number) => void,
): void {
  const { host: _host, connection: _connection, ...own } = incoming.headers;
  const request = { method: incoming.method, headers: { ...own, ...headers } };
  const outgoing = forward(new URL(incoming.url ?? "/", coreUrl), request, (response) => {
    const status = response.statusCode ?? 502;
    answered(status);
    if (dropAnswer) {
      response.resume();
      return void answer.destroy();
    }
    answer.writeHead(status, response.headers);
    response.pipe(answer);
  });
  outgoing.on("error", () => answer.destroy());
  outgoing.end(body);
}
