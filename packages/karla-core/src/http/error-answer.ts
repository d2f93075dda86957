/** One entry of `ErrorDTO.errors` (`ValidationErrorDTO`). */
export interface FieldError {
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly field: string | null;
  readonly type: string;
}

/**
 * The keys the documentation names, plus those its cut-off lists must hold: `*_exists` for shops and subscriptions,
 * `claim_not_found`.
 */
export type ErrorKey =
  | "carrier_reference_invalid"
  | "zip_code_invalid"
  | "order_not_found"
  | "shipment_not_found"
  | "shop_not_found"
  | "webhook_not_found"
  | "claim_not_found"
  | "order_exists"
  | "shop_exists"
  | "webhook_exists";

interface ErrorAnswer {
  readonly message: string;
  readonly key?: ErrorKey | null;
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** An `ErrorDTO`. */
export function errorAnswer(status: number, { message, key = null, errors = [], headers = {} }: ErrorAnswer): Response {
  const type = status >= 500 ? "api_error" : "invalid_request_error";
  return Response.json({ errors, key, message, type }, { status, headers });
}

/** FastAPI's raw validation answer. The documented core gives it for what never reached its own error handling. */
export function unparsableAnswer(msg: string, offset: number): Response {
  const detail = [{ loc: ["body", offset], msg, type: "json_invalid" }];
  return Response.json({ detail }, { status: 422 });
}
