import { z } from "zod";
import { jsonOf } from "./json-of.ts";
import { ShopError } from "./shop-error.ts";

const HOUR_MS = 3_600_000;
/** Shopware Cloud refuses for some five minutes once it has begun to (shopware/shopware#5620). */
const CLOUD_WAIT_MS = 5 * 60_000;

const Errors = z.object({ errors: z.array(z.object({ code: z.string(), detail: z.string().optional() })) });
/** The text of `detail` is JSON itself. */
const MissingPrivileges = z.object({ missingPrivileges: z.array(z.string()) });
const PERMISSION = /^[a-z_]{1,64}:[a-z]{1,16}$/;

/** What an answer other than 2xx means. */
export function errorOfAnswer(answer: Response, body: string): ShopError {
  const { status } = answer;
  const message = `the Admin API answered ${status}`;
  switch (status) {
    case 401:
      return new ShopError(message, { kind: "unauthorised", status });
    case 403: {
      const permission = missingPrivilegeIn(body);
      return new ShopError(message, {
        kind: permission === null ? "unauthorised" : "missing_privilege",
        status,
        permission,
      });
    }
    case 429: {
      const retryAfterMs = secondsOf(answer.headers.get("retry-after")) ?? CLOUD_WAIT_MS;
      return new ShopError(message, { kind: "throttled", status, retryAfterMs });
    }
    case 400:
    case 404:
    case 422:
      return new ShopError(message, { kind: "refused", status });
    default: {
      const retryAfterMs = secondsOf(answer.headers.get("retry-after"));
      return new ShopError(message, {
        kind: status >= 500 || status === 408 ? "transport" : "contract",
        status,
        retryAfterMs,
      });
    }
  }
}

/** The first permission that the answer says is missing. */
function missingPrivilegeIn(body: string): string | null {
  const errors = Errors.safeParse(jsonOf(body));
  const missing = errors.data?.errors.find(({ code }) => code === "FRAMEWORK__MISSING_PRIVILEGE_ERROR");
  const privileges = MissingPrivileges.safeParse(jsonOf(missing?.detail ?? ""));
  return privileges.data?.missingPrivileges.find((privilege) => PERMISSION.test(privilege)) ?? null;
}

function secondsOf(retryAfter: string | null): number | null {
  const seconds = retryAfter === null || retryAfter.trim() === "" ? Number.NaN : Number(retryAfter);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(Math.ceil(seconds * 1_000), HOUR_MS) : null;
}
