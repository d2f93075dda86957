/** What went wrong, as far as it decides what to do next. */
export type AdminErrorKind =
  /** 401, 403: the token is expired, revoked or of another app. */
  | "unauthorised"
  /** A scope, or the access to customer data, is missing. */
  | "access_denied"
  /** 402, 404, 423: the shop is frozen, locked or gone. */
  | "payment_required"
  | "throttled"
  /** The document costs more than one request may. A defect of ours. */
  | "max_cost"
  /** Shopify understood and refuses: `userErrors`. */
  | "user"
  /** No answer, or one that says that Shopify itself is in trouble. */
  | "transport"
  /** An answer we do not understand, or a document Shopify does not. A defect of ours. */
  | "contract";

interface AdminErrorFacts {
  kind: AdminErrorKind;
  retry: boolean;
  retryAfterMs?: number | null;
  status?: number | null;
  code?: string | null;
  reached?: boolean;
}

/** The one error of the Admin API. Holds no token, no variables and nothing of an answer but Shopify's own words. */
export class AdminError extends Error {
  readonly kind: AdminErrorKind;
  readonly retry: boolean;
  /** How long to wait at least, null where Shopify does not say. */
  readonly retryAfterMs: number | null;
  readonly status: number | null;
  /** Shopify's own word for why it refuses (`userErrors`), null where it gives none. */
  readonly code: string | null;
  /** False where Shopify surely did nothing of what was asked. Otherwise nobody knows. */
  readonly reached: boolean;

  constructor(message: string, facts: AdminErrorFacts) {
    super(message);
    const { kind, retry, retryAfterMs = null, status = null, code = null, reached = true } = facts;
    this.name = "AdminError";
    this.kind = kind;
    this.retry = retry;
    this.retryAfterMs = retryAfterMs;
    this.status = status;
    this.code = code;
    this.reached = reached;
  }
}

/** For what goes before a call that may be made once: whatever goes wrong with it, that call was not made. */
export async function beforehand<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof AdminError)) throw error;
    const { message, kind, retry, retryAfterMs, status, code } = error;
    throw new AdminError(message, { kind, retry, retryAfterMs, status, code, reached: false });
  }
}
