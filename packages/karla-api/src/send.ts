import type { Readable } from "node:stream";
import type { AxiosInstance } from "axios";
import { CONNECT_TIMEOUT } from "./agents.ts";
import {
  KarlaContractError,
  KarlaError,
  KarlaRefusedError,
  KarlaTransportError,
  type TransportFailure,
} from "./errors.ts";
import { readBody } from "./read-answer.ts";
import { readRefusal } from "./read-refusal.ts";

export interface Request {
  method: "GET" | "PUT" | "POST" | "PATCH" | "DELETE";
  /** Below the base URL, segments encoded, query included. */
  path: string;
  /** Serialised JSON, sent byte for byte; other bytes with their type. */
  body?: string | Buffer;
  /** Of a body that is no JSON. */
  contentType?: string;
  /** Nothing but missing credentials explains a 400 to this request. */
  onlyCredentials: boolean;
}

export interface Limits {
  /** Until the status line and headers are there. */
  headersMs: number;
  /** Until the last byte of the body is there. */
  totalMs: number;
}

/**
 * One call, one try: resolves to the body of a 2xx answer ("" where there is none), else throws a KarlaError. What the
 * HTTP library throws never gets out, because it carries the request and with it the credentials.
 */
export async function send(http: AxiosInstance, request: Request, limits: Limits, now: () => number): Promise<string> {
  const abort = new AbortController();
  let expired: TransportFailure | undefined;
  const limit = (failure: TransportFailure, ms: number) =>
    setTimeout(() => {
      expired = failure;
      // Ends the request, and the body where it is already on its way.
      abort.abort();
    }, ms);
  const total = limit("total", limits.totalMs);
  const headers = limit("headers", limits.headersMs);
  try {
    const answer = await http.request<Readable>({
      method: request.method,
      url: request.path,
      signal: abort.signal,
      ...(request.body === undefined ? {} : { data: bytesOf(request.body) }),
      ...(request.contentType === undefined ? {} : { headers: { "Content-Type": request.contentType } }),
    });
    clearTimeout(headers);
    const { status, data: stream } = answer;
    if (status >= 200 && status < 300) return await readBody(stream, status);
    // What a refusal says is welcome, but its status alone decides: a body that cannot be read changes nothing.
    const text = await readBody(stream, status).catch(() => "");
    const retryAfter = answer.headers["retry-after"];
    const said = { status, text, retryAfter: typeof retryAfter === "string" ? retryAfter : undefined };
    throw readRefusal(said, request.onlyCredentials, now());
  } catch (error) {
    if (expired !== undefined && !(error instanceof KarlaRefusedError)) throw new KarlaTransportError(expired);
    throw withoutRequest(error);
  } finally {
    clearTimeout(total);
    clearTimeout(headers);
  }
}

function bytesOf(body: string | Buffer): Buffer {
  return typeof body === "string" ? Buffer.from(body) : body;
}

/** Keeps a KarlaError, and of any other error nothing but its code. */
function withoutRequest(error: unknown): KarlaError {
  if (error instanceof KarlaError) return error;
  const code = codeOf(error);
  if (code?.startsWith("Z_") || code?.startsWith("ERR__ERROR_FORMAT") || code?.startsWith("ZSTD_")) {
    return new KarlaContractError("encoding");
  }
  if (code === CONNECT_TIMEOUT) return new KarlaTransportError("connect");
  return new KarlaTransportError(code !== undefined && TLS.test(code) ? "tls" : "network", code);
}

/** Node's certificate codes (the "UNABLE_TO_…" of OpenSSL included) and its TLS errors. */
const TLS =
  /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(GET|VERIFY|DECRYPT|DECODE)|HOSTNAME_MISMATCH|EPROTO$)/;

function codeOf(error: unknown): string | undefined {
  const code: unknown = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && /^[A-Z][A-Z0-9_]{1,63}$/.test(code) ? code : undefined;
}
