import type { IncomingMessage, ServerResponse } from "node:http";

export interface WrittenAnswer {
  status: number;
  retryAfterSeconds?: number;
  /** The methods that there are, where it was another one. */
  allow?: readonly string[];
  /** Read as Liquid by the storefront, which puts the theme's layout around it. */
  liquid?: string;
  json?: object;
}

/** Nobody may keep it, frame it as something else, or tell others where the customer was: its address may open an order. */
const HEADERS = {
  "Cache-Control": "private, no-store",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "X-Robots-Tag": "noindex",
};
/** How long the rest of a body is thrown away that nobody reads, so that its sender gets to read the answer. */
const LINGER_MS = 1_000;

/** Writes an answer; an empty one where it has no content. A request whose body was not read to its end is the connection's last one. */
export function writeAnswer(message: IncomingMessage, response: ServerResponse, answer: WrittenAnswer): void {
  if (response.headersSent || response.destroyed) return;
  const { status, retryAfterSeconds, allow, liquid, json } = answer;
  const [type, text] =
    json !== undefined ? ["application/json", scriptSafe(json)] : ["application/liquid", liquid ?? ""];
  const body = Buffer.from(text);
  const isRead = message.complete || !announcesBody(message);
  response.writeHead(status, {
    ...HEADERS,
    ...(body.length === 0 ? {} : { "Content-Type": `${type}; charset=utf-8` }),
    ...(retryAfterSeconds === undefined ? {} : { "Retry-After": retryAfterSeconds }),
    ...(allow === undefined ? {} : { Allow: allow.join(", ") }),
    ...(isRead ? {} : { Connection: "close" }),
    "Content-Length": body.length,
  });
  if (isRead) response.end(body);
  else endAfterRest(message, response, body);
}

function announcesBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

/** To close with bytes unread makes the kernel send a reset, which can overtake the answer. */
function endAfterRest(message: IncomingMessage, response: ServerResponse, body: Buffer): void {
  if (body.length > 0) response.write(body);
  else response.flushHeaders();
  const end = () => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, LINGER_MS);
  message.once("end", end).once("close", end).resume();
}

/** JSON that stays JSON where somebody puts it into a page: no tag begins in it. */
function scriptSafe(value: object): string {
  return JSON.stringify(value)
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}
