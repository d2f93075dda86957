import { type IncomingHttpHeaders, request } from "node:http";
import { signed } from "./fake-verifier.ts";

export interface Sent {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** One request on a connection of its own; by default an authentic webhook. */
export function send(
  url: string,
  options: { method?: string; path?: string; headers?: Record<string, string | string[]>; body?: string | Buffer } = {},
): Promise<Sent> {
  const { method = "POST", path = "/webhooks/test", headers = signed(), body = "{}" } = options;
  return new Promise((resolve, reject) => {
    const outgoing = request(new URL(path, url), { method, headers, agent: false }, (incoming) => {
      let text = "";
      incoming.setEncoding("utf8");
      incoming.on("data", (chunk) => {
        text += chunk;
      });
      incoming.on("end", () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text }));
      incoming.on("error", reject);
    });
    outgoing.on("error", reject);
    outgoing.end(method === "POST" || method === "PUT" ? body : undefined);
  });
}
