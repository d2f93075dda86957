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

  constructor(message: string, { kind, status = null, retryAfterMs = null, permission = null }: ShopErrorFacts) {
    super(message);
    this.name = "ShopError";
    this.kind = kind;
    this.retry = kind === "transport" || kind === "throttled";
    this.status = status;
    this.retryAfterMs = retryAfterMs;
    this.permission = permission;
  }
}
