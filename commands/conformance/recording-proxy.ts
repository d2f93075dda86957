import { createServer, request as forward } from "node:http";
import { text } from "node:stream/consumers";

export interface RecordedRequest {
  method: string;
  /** With its query. */
  path: string;
  body: string;
  /** Of the core's answer; 0 while or where there is none. */
  status: number;
}

export interface RecordingProxy {
  url: string;
  /** In the order of arrival. */
  requests: readonly RecordedRequest[];
  close(): Promise<void>;
}

/** Stands on loopback between the worker and the core, passes everything on unchanged and remembers what was said. */
export async function startRecordingProxy(coreUrl: string): Promise<RecordingProxy> {
  const requests: RecordedRequest[] = [];
  const server = createServer((incoming, answer) => {
    const record: RecordedRequest = { method: incoming.method ?? "", path: incoming.url ?? "", body: "", status: 0 };
    requests.push(record);
    text(incoming)
      .then((body) => {
        record.body = body;
        const { host: _host, connection: _connection, ...headers } = incoming.headers;
        const outgoing = forward(new URL(record.path, coreUrl), { method: record.method, headers }, (response) => {
          record.status = response.statusCode ?? 0;
          answer.writeHead(record.status, response.headers);
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
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
