import { AdminError } from "./admin-error.ts";

const HOUR = 3_600_000;
/** What Shopify asks to wait when it does not say how long. */
const SHORT_WAIT = 2_000;

/**
 * What an HTTP status other than 2xx means. The body is not looked at: in these it is a page or a sentence. Who is turned away at
 * the door has reached nothing behind it.
 */
export function errorOfStatus(status: number, retryAfter: string | null): AdminError {
  const message = `the Admin API answered ${status}`;
  switch (status) {
    case 401:
    case 403:
      return new AdminError(message, { kind: "unauthorised", retry: false, status, reached: false });
    case 402:
    case 423:
      // A frozen or locked shop comes back when its bill is paid.
      return new AdminError(message, {
        kind: "payment_required",
        retry: true,
        retryAfterMs: HOUR,
        status,
        reached: false,
      });
    case 404:
      return new AdminError(message, { kind: "payment_required", retry: false, status, reached: false });
    case 429:
      return new AdminError(message, {
        kind: "throttled",
        retry: true,
        retryAfterMs: secondsOf(retryAfter) ?? SHORT_WAIT,
        status,
        reached: false,
      });
    case 408:
    case 430:
      return new AdminError(message, { kind: "transport", retry: true, retryAfterMs: secondsOf(retryAfter), status });
    default: {
      const retry = status >= 500;
      const kind = retry ? "transport" : "contract";
      return new AdminError(message, { kind, retry, retryAfterMs: secondsOf(retryAfter), status });
    }
  }
}

/** `Retry-After` in seconds, as Shopify writes it ("2.0"). */
function secondsOf(retryAfter: string | null): number | null {
  const seconds = retryAfter === null || retryAfter.trim() === "" ? Number.NaN : Number(retryAfter);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(Math.ceil(seconds * 1000), HOUR) : null;
}
