/**
 * What can go wrong with a call to Karla, in three kinds. None of them ever holds credentials, a URL, a body or another
 * error (the HTTP library's own errors carry the request with its Authorization header), so each may be logged whole.
 *
 * - `transport`: no complete answer. The request may have been applied; every write we send may be sent again.
 * - `refusal`: Karla answered with a status outside 2xx.
 * - `contract`: Karla answered 2xx and the answer cannot be read.
 */
interface Traits {
  retry: boolean;
  status?: number | undefined;
  retryAfterMs?: number | undefined;
}

/** Common to all three kinds; `instanceof KarlaError` tells ours from a bug. */
export abstract class KarlaError extends Error {
  abstract readonly kind: "transport" | "refusal" | "contract";
  /** Whether the same request may succeed later, unchanged. */
  readonly retry: boolean;
  readonly status: number | undefined;
  /** The pause that the server asked for, at most one hour. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, traits: Traits) {
    super(message);
    this.retry = traits.retry;
    this.status = traits.status;
    this.retryAfterMs = traits.retryAfterMs;
  }
}

/** `connect`, `headers` and `total` are our own time limits; `tls` is a certificate or handshake that cannot be trusted. */
export type TransportFailure = "connect" | "headers" | "total" | "tls" | "network";

export class KarlaTransportError extends KarlaError {
  override readonly name = "KarlaTransportError";
  readonly kind = "transport";
  readonly failure: TransportFailure;
  /** The system's error code, e.g. ECONNRESET or CERT_HAS_EXPIRED. */
  readonly code: string | undefined;

  constructor(failure: TransportFailure, code?: string) {
    super(`no answer from Karla (${failure}${code === undefined ? "" : `, ${code}`})`, { retry: true });
    this.failure = failure;
    this.code = code;
  }
}

/**
 * Why Karla refused.
 * - `credentials`: 401, 403, or 400 where no other reason is possible. No request of this shop will pass: pause the shop.
 * - `invalid`: 400, 422. The same body will be refused again; a few tries cover a deployment on their side.
 * - `not_found`, `conflict`, `too_large`: 404, 409, 413. The caller has another way to go.
 * - `throttled`: 429. `unavailable`: 408, 425, 5xx.
 * - `redirected`: 3xx, never followed: it would carry the credentials elsewhere.
 * - `unexpected`: anything else.
 */
export type Refusal =
  | "credentials"
  | "invalid"
  | "not_found"
  | "conflict"
  | "too_large"
  | "throttled"
  | "unavailable"
  | "redirected"
  | "unexpected";

const RETRIED: ReadonlySet<Refusal> = new Set(["throttled", "unavailable", "redirected", "unexpected"]);

export class KarlaRefusedError extends KarlaError {
  override readonly name = "KarlaRefusedError";
  readonly kind = "refusal";
  readonly refusal: Refusal;
  /** Karla's error key, e.g. "zip_code_invalid"; absent where the body had none. */
  readonly key: string | undefined;
  /** Paths of the fields that were refused, e.g. "order.address.zip_code". Never their values. */
  readonly fields: readonly string[];

  constructor(
    refusal: Refusal,
    answer: { status: number; key?: string | undefined; fields?: readonly string[]; retryAfterMs?: number | undefined },
  ) {
    super(`refused by Karla (${answer.status} ${answer.key ?? refusal})`, {
      retry: RETRIED.has(refusal),
      status: answer.status,
      retryAfterMs: answer.retryAfterMs,
    });
    this.refusal = refusal;
    this.key = answer.key;
    this.fields = answer.fields ?? [];
  }
}

/**
 * `too_long`: beyond our cap. `encoding`: broken compression or not UTF-8. `not_json`: also a maintenance page with
 * status 200. `shape`: JSON that lacks what we rely on. `endless_pages`: a list that never ends.
 */
export type ContractBreach = "too_long" | "encoding" | "not_json" | "shape" | "endless_pages";

export class KarlaContractError extends KarlaError {
  override readonly name = "KarlaContractError";
  readonly kind = "contract";
  readonly breach: ContractBreach;

  constructor(breach: ContractBreach, status?: number) {
    super(`unreadable answer from Karla (${breach})`, { retry: true, status });
    this.breach = breach;
  }
}
