/** What went wrong with a call to a shop's Admin API, as far as it decides what to do next. */
export type ShopErrorKind =
  /** The credentials that the shop gave us are not taken any more, or we have none: it has to register anew. */
  | "unauthorised"
  /** The app lacks a permission, `permission`: the merchant has to update it. */
  | "missing_privilege"
  | "throttled"
  /** 400, 422: a defect of ours, or a version of Shopware that we do not know. */
  | "refused"
  /** No answer, or one that says that the shop itself is in trouble. */
  | "transport"
  /** An answer that we do not understand. */
  | "contract";

interface ShopErrorFacts {
  kind: ShopErrorKind;
  status?: number | null;
  retryAfterMs?: number | null;
  permission?: string | null;
  code?: string | null;
  reached?: boolean;
}

/** The one error of the Admin API. Holds no token and nothing of an answer but the codes and permissions that it names. */
export class ShopError extends Error {
  readonly kind: ShopErrorKind;
  readonly retry: boolean;
  readonly status: number | null;
  /** Milliseconds that the shop asks us to wait; null where it does not say. */
  readonly retryAfterMs: number | null;
  /** e.g. "order_delivery:read". */
  readonly permission: string | null;
  /** e.g. "FRAMEWORK__INVALID_UUID"; null where the answer names none. */
  readonly code: string | null;
  /** False where the shop surely did nothing of what was asked. Otherwise nobody knows. */
  readonly reached: boolean;

  constructor(message: string, facts: ShopErrorFacts) {
    super(message);
    const { kind, status = null, retryAfterMs = null, permission = null, code = null, reached = true } = facts;
    this.name = "ShopError";
    this.kind = kind;
    this.retry = kind === "transport" || kind === "throttled";
    this.status = status;
    this.retryAfterMs = retryAfterMs;
    this.permission = permission;
    this.code = code;
    this.reached = reached;
  }
}

/** For what goes before a call that may be made once: whatever goes wrong with it, that call was not made. */
export async function beforehand<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof ShopError)) throw error;
    const { message, kind, status, retryAfterMs, permission, code } = error;
    throw new ShopError(message, { kind, status, retryAfterMs, permission, code, reached: false });
  }
}
