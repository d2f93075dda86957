import { z } from "zod";
import { jsonOf } from "./json-of.ts";
import { ShopError } from "./shop-error.ts";

const HOUR_MS = 3_600_000;
/** Shopware Cloud refuses for some five minutes once it has begun to (shopware/shopware#5620). */
const CLOUD_WAIT_MS = 5 * 60_000;

const ApiError = z.object({ code: z.string(), detail: z.string().nullish() });
const Errors = z.object({ errors: z.array(ApiError) });
/** The text of `detail` is JSON itself. */
const MissingPrivileges = z.object({ missingPrivileges: z.array(z.string()) });
const PERMISSION = /^[a-z_]{1,64}:[a-z]{1,16}$/;
const CODE = /^[A-Z0-9_]{1,100}$/;

/** What an answer other than 2xx means. Who is turned away at the door (401, 403, 429) has reached nothing behind it. */
export function errorOfAnswer(answer: Response, body: string): ShopError {
  const { status } = answer;
  const message = `the Admin API answered ${status}`;
  const errors = Errors.safeParse(jsonOf(body)).data?.errors ?? [];
  const code = errors.map((error) => error.code).find((text) => CODE.test(text)) ?? null;
  switch (status) {
    case 401:
      return new ShopError(message, { kind: "unauthorised", status, code, reached: false });
    case 403: {
      const permission = missingPrivilegeIn(errors);
      const kind = permission === null ? "unauthorised" : "missing_privilege";
      return new ShopError(message, { kind, status, permission, code, reached: false });
    }
    case 429: {
      const retryAfterMs = secondsOf(answer.headers.get("retry-after")) ?? CLOUD_WAIT_MS;
      return new ShopError(message, { kind: "throttled", status, retryAfterMs, code, reached: false });
    }
    case 400:
    case 404:
    case 422:
      return new ShopError(message, { kind: "refused", status, code });
    default: {
      const retryAfterMs = secondsOf(answer.headers.get("retry-after"));
      const kind = status >= 500 || status === 408 ? "transport" : "contract";
      return new ShopError(message, { kind, status, retryAfterMs, code });
    }
  }
}

/** The first permission that the answer says is missing. */
function missingPrivilegeIn(errors: readonly z.infer<typeof ApiError>[]): string | null {
  const missing = errors.find(({ code }) => code === "FRAMEWORK__MISSING_PRIVILEGE_ERROR");
  const privileges = MissingPrivileges.safeParse(jsonOf(missing?.detail ?? ""));
  return privileges.data?.missingPrivileges.find((privilege) => PERMISSION.test(privilege)) ?? null;
}

function secondsOf(retryAfter: string | null): number | null {
  const seconds = retryAfter === null || retryAfter.trim() === "" ? Number.NaN : Number(retryAfter);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(Math.ceil(seconds * 1_000), HOUR_MS) : null;
}
