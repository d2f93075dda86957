import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";

/** Answers with an empty body. Of a sender that has hung up nothing is left to answer. */
export function answer(response: ServerResponse, status: number, headers: OutgoingHttpHeaders = {}): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, { ...headers, "Content-Length": 0 }).end();
}

/**
 * Answers while the request's body may still be coming, and closes the connection. To close with bytes unread makes the
 * kernel send a reset, which can overtake the answer: so the answer goes out first, and what comes is thrown away until the
 * request ends or `lingerMs` have passed.
 */
export function answerAndClose(
  exchange: { request: IncomingMessage; response: ServerResponse },
  status: number,
  options: { lingerMs: number; headers?: OutgoingHttpHeaders },
): void {
  const { request, response } = exchange;
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, { ...options.headers, "Content-Length": 0, Connection: "close" });
  response.flushHeaders();
  const close = () => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(close, options.lingerMs);
  if (request.complete) close();
  else request.once("end", close).once("close", close).resume();
}

/** Whether the headers announce a body; without one a refusal may keep the connection. */
export function announcesBody(request: IncomingMessage): boolean {
  return request.headers["transfer-encoding"] !== undefined || declaredBytes(request) > 0;
}

/** Content-Length, which the parser has checked to be digits; 0 when there is none. */
export function declaredBytes(request: IncomingMessage): number {
  return Number(request.headers["content-length"] ?? 0);
}
