import { ClientError, GraphQLClient } from "graphql-request";
import { AdminError } from "./admin-error.ts";
import { errorOfAnswer } from "./error-of-answer.ts";
import { errorOfStatus } from "./error-of-status.ts";
import { refuseAllButDenials } from "./refuse-all-but-denials.ts";
import type { TypedDocument } from "./typed-document.ts";
import { refuseUserErrors } from "./user-errors.ts";

export const ADMIN_API_VERSION = "2026-10";
const TIMEOUT_MS = 15_000;
/** How long one request may wait for its shop's bucket to fill, all waits together. */
const THROTTLE_BUDGET_MS = 30_000;

export interface AdminClientDeps {
  shop: string;
  accessToken: string;
  /** Of `adminOrigin`. */
  origin: string;
  fetch: typeof fetch;
  sleep: (ms: number) => Promise<unknown>;
  now: () => number;
  version?: string;
  timeoutMs?: number;
  throttleBudgetMs?: number;
}

export interface AdminClient {
  shop: string;
  version: string;
  /** The answer's data. Every failure is an `AdminError`. */
  request<Result, Variables extends object>(
    document: TypedDocument<Result, Variables>,
    variables: Variables,
  ): Promise<Result>;
  /** The same, but fields that the app has no right to are null. `access_denied` where nothing is left. */
  requestGranted<Result, Variables extends object>(
    document: TypedDocument<Result, Variables>,
    variables: Variables,
  ): Promise<Result>;
}

/** Speaks Admin GraphQL with one shop. A throttled request waits for its cost to be restored and is sent again. */
export function createAdminClient(deps: AdminClientDeps): AdminClient {
  const { shop, accessToken, origin, sleep, now, version = ADMIN_API_VERSION } = deps;
  const url = `${origin}/admin/api/${version}/graphql.json`;
  const config = { headers: { "X-Shopify-Access-Token": accessToken }, fetch: fetchOnce(deps) };
  const whole = new GraphQLClient(url, config);
  const inPart = new GraphQLClient(url, { ...config, errorPolicy: "all", responseMiddleware: refuseAllButDenials });
  async function send<Result, Variables extends object>(
    client: GraphQLClient,
    document: TypedDocument<Result, Variables>,
    variables: Variables,
  ): Promise<Result> {
    const deadline = now() + (deps.throttleBudgetMs ?? THROTTLE_BUDGET_MS);
    for (;;) {
      try {
        const data = await client.request<Result | null | undefined>({ document, variables });
        if (typeof data !== "object" || data === null || Array.isArray(data)) throw errorOfAnswer(data);
        refuseUserErrors(data);
        return data;
      } catch (thrown) {
        const error = adminErrorOf(thrown, accessToken);
        const wait = error.retryAfterMs ?? 0;
        if (error.kind !== "throttled" || now() + wait > deadline) throw error;
        await sleep(wait);
      }
    }
  }
  return {
    shop,
    version,
    request: (document, variables) => send(whole, document, variables),
    requestGranted: (document, variables) => send(inPart, document, variables),
  };
}

/** Redirects are not followed: the token would go along. An answer without 2xx never reaches the GraphQL client. */
function fetchOnce({ fetch: send, timeoutMs = TIMEOUT_MS }: AdminClientDeps): typeof fetch {
  return async (input, init) => {
    const response = await send(input, { ...init, redirect: "manual", signal: AbortSignal.timeout(timeoutMs) });
    if (response.ok) return response;
    await response.body?.cancel();
    throw errorOfStatus(response.status, response.headers.get("retry-after"));
  };
}

/** What graphql-request throws carries the whole answer and request in its message, so it is not passed on as a cause. */
function adminErrorOf(thrown: unknown, accessToken: string): AdminError {
  if (thrown instanceof AdminError) return withoutToken(thrown, accessToken);
  if (thrown instanceof ClientError) return withoutToken(errorOfAnswer(thrown.response), accessToken);
  const name = thrown instanceof Error ? thrown.name : "unknown";
  if (name === "TimeoutError" || name === "AbortError") {
    return new AdminError("the Admin API did not answer in time", { kind: "transport", retry: true });
  }
  // fetch rejects with a TypeError where there was no answer; anything else is an answer that could not be read.
  if (thrown instanceof TypeError) {
    const reached = !isUnconnected(thrown.cause);
    return new AdminError("the Admin API could not be reached", { kind: "transport", retry: true, reached });
  }
  return new AdminError("the Admin API answered no GraphQL", { kind: "contract", retry: true });
}

/** What fetch names as the cause where no connection came about: nothing was sent. */
const UNCONNECTED = [
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
];

function isUnconnected(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && UNCONNECTED.some((code) => code === cause.code);
}

function withoutToken(error: AdminError, accessToken: string): AdminError {
  if (accessToken === "" || !error.message.includes(accessToken)) return error;
  return new AdminError(error.message.replaceAll(accessToken, "[token]"), error);
}
