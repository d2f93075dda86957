import type { ServerResponse } from "node:http";

export interface WrittenAnswer {
  status: number;
  retryAfterSeconds?: number;
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

/** Writes an answer; an empty one where it has no content. */
export function writeAnswer(response: ServerResponse, answer: WrittenAnswer): void {
  if (response.headersSent || response.destroyed) return;
  const { status, retryAfterSeconds, liquid, json } = answer;
  const [type, text] =
    json !== undefined ? ["application/json", scriptSafe(json)] : ["application/liquid", liquid ?? ""];
  const body = Buffer.from(text);
  response.writeHead(status, {
    ...HEADERS,
    ...(body.length === 0 ? {} : { "Content-Type": `${type}; charset=utf-8` }),
    ...(retryAfterSeconds === undefined ? {} : { "Retry-After": retryAfterSeconds }),
    // What comes with it is not read.
    ...(status === 405 ? { Allow: "GET, HEAD", Connection: "close" } : {}),
    "Content-Length": body.length,
  });
  response.end(body);
}

/** JSON that stays JSON where somebody puts it into a page: no tag begins in it. */
function scriptSafe(value: object): string {
  return JSON.stringify(value)
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}
