import type { ServerResponse } from "node:http";

export interface ExtensionAnswer {
  status: number;
  json?: object;
  retryAfterSeconds?: number;
  /** For 405. */
  allow?: string;
}

/**
 * Extensions run in a worker of another origin: the admin's at `https://extensions.shopifycdn.com` by what others report, a customer
 * account's at none that is written down. Any may read the answer, as Shopify's own library allows: what opens it is the token in the
 * header, which no browser adds by itself.
 */
const ANY_ORIGIN = { "Access-Control-Allow-Origin": "*" };
const HEADERS = {
  ...ANY_ORIGIN,
  "Access-Control-Expose-Headers": "Retry-After",
  "Cache-Control": "private, no-store",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
};
const DAY_SECONDS = 86_400;

/** Writes an answer; an empty one where it has no content. */
export function writeExtensionAnswer(
  response: ServerResponse,
  { status, json, retryAfterSeconds, allow }: ExtensionAnswer,
): void {
  if (response.headersSent || response.destroyed) return;
  const body = Buffer.from(json === undefined ? "" : JSON.stringify(json));
  response.writeHead(status, {
    ...HEADERS,
    ...(json === undefined ? {} : { "Content-Type": "application/json; charset=utf-8" }),
    ...(retryAfterSeconds === undefined ? {} : { "Retry-After": retryAfterSeconds }),
    ...(allow === undefined ? {} : { Allow: allow }),
    // What comes with it is not read.
    ...(status === 405 || status === 413 ? { Connection: "close" } : {}),
    "Content-Length": body.length,
  });
  response.end(body);
}

/** A browser asks before it sends our token to another origin. */
export function writePreflight(response: ServerResponse, method: string): void {
  response.writeHead(204, {
    ...ANY_ORIGIN,
    "Access-Control-Allow-Methods": method,
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
    "Access-Control-Max-Age": DAY_SECONDS,
  });
  response.end();
}
