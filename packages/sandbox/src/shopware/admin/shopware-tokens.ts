import type { ApiError } from "./api-error.ts";

/** OAuth of the Admin API: the client is the integration that the shop made for the app. */
export interface ShopwareTokens {
  /** The token for these credentials. */
  give(credentials: { clientId: string; clientSecret: string }): TokenReply;
  /** Whether this header opens the Admin API now. Null: it does. */
  refuses(authorization: string | undefined): ApiError | null;
  /** How many tokens were given out. */
  given(): number;
}

export type TokenReply =
  | { outcome: "given"; body: { token_type: "Bearer"; expires_in: number; access_token: string } }
  | { outcome: "refused"; error: ApiError };

export interface TokensSetup {
  now(): number;
  /** Hexadecimal digits, never the same twice. */
  hex(length: number): string;
  /** Who may ask now. Null: the app is not installed. */
  client(): { clientId: string; clientSecret: string } | null;
  /** The core's limiter `oauth`: 10 requests in 10 seconds that were not followed by a token. */
  limiter: boolean;
}

const EXPIRES_IN_S = 600;
const LIMIT = 10;
const WINDOW_MS = 10_000;

export function createShopwareTokens({ now, hex, client, limiter }: TokensSetup): ShopwareTokens {
  const tokens = new Map<string, { endsAt: number; clientId: string }>();
  let tries: number[] = [];
  let given = 0;
  return {
    give: ({ clientId, clientSecret }) => {
      tries = tries.filter((at) => at > now() - WINDOW_MS);
      if (limiter && tries.length >= LIMIT) {
        const waits = Math.ceil(((tries[0] ?? now()) + WINDOW_MS - now()) / 1000);
        return { outcome: "refused", error: tooMany(waits) };
      }
      const known = client();
      if (known === null || known.clientId !== clientId || known.clientSecret !== clientSecret) {
        tries.push(now());
        return { outcome: "refused", error: oauthError("4", "Client authentication failed", null) };
      }
      tries = [];
      given += 1;
      // In the shape of a JWT, which nobody but the shop has to understand.
      const token = `eyJ0eXAiOiJKV1QifQ.${hex(40)}.${hex(40)}`;
      tokens.set(token, { endsAt: now() + EXPIRES_IN_S * 1000, clientId });
      return { outcome: "given", body: { token_type: "Bearer", expires_in: EXPIRES_IN_S, access_token: token } };
    },
    refuses: (authorization) => {
      const [, token] = /^Bearer (.+)$/.exec(authorization ?? "") ?? [];
      if (token === undefined) return denied('Missing "Authorization" header');
      const known = tokens.get(token);
      if (token.split(".").length !== 3) return denied("The JWT string must have two dots");
      if (known === undefined || known.clientId !== client()?.clientId)
        return denied("Access token could not be verified");
      return known.endsAt > now() ? null : denied("Access token could not be verified");
    },
    given: () => given,
  };
}

function oauthError(code: string, title: string, detail: string | null): ApiError {
  return { status: 401, code, title, detail };
}

function denied(detail: string): ApiError {
  return oauthError("9", "The resource owner or authorization server denied the request.", detail);
}

function tooMany(seconds: number): ApiError {
  return {
    status: 429,
    code: "FRAMEWORK__RATE_LIMIT_EXCEEDED",
    title: "Too Many Requests",
    detail: `Too many requests, try again in ${seconds} seconds.`,
    parameters: { seconds },
    retryAfterSeconds: seconds,
  };
}
