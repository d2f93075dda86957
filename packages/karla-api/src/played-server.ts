import http from "node:http";
import type { AddressInfo } from "node:net";

export interface PlayedRequest {
  method: string;
  /** Path and query, as they came. */
  url: string;
  headers: http.IncomingHttpHeaders;
  body: string;
}

/** Answers a request whose body has been read to its end. */
export type Play = (res: http.ServerResponse, request: PlayedRequest) => void;

export function answer(status: number, body: string | Buffer = "", headers: Record<string, string> = {}): Play {
  return (res) => res.writeHead(status, headers).end(body);
}

export function answerJson(status: number, body: unknown): Play {
  return answer(status, JSON.stringify(body), { "content-type": "application/json" });
}

/** A real HTTP server on the loopback that answers as the test says and keeps what it was asked. Tests only. */
export async function playServer() {
  const requests: PlayedRequest[] = [];
  let play: Play = (res) => res.writeHead(204).end();
  const server = http.createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const request = { method: req.method ?? "", url: req.url ?? "", headers: req.headers, body };
    requests.push(request);
    play(res, request);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    /** From now on, and forgets what was asked so far. */
    plays(next: Play): void {
      play = next;
      requests.length = 0;
    },
    close(): Promise<void> {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
