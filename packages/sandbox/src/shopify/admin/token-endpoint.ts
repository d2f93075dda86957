import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { AdminTokens, TokenAnswer } from "./admin-tokens.ts";
import { type CheckedSessionToken, checkSessionToken } from "./session-token.ts";

const EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
const ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token";
const OFFLINE = "urn:shopify:params:oauth:token-type:offline-access-token";

const Client = z.object({ client_id: z.string(), client_secret: z.string() });
const Grant = z.discriminatedUnion("grant_type", [
  z.object({
    grant_type: z.literal(EXCHANGE),
    subject_token: z.string(),
    subject_token_type: z.literal(ID_TOKEN),
    requested_token_type: z.literal(OFFLINE),
    expiring: z.union([z.string(), z.number(), z.boolean()]).optional(),
  }),
  z.object({ grant_type: z.literal("refresh_token"), refresh_token: z.string() }),
]);

export interface TokenEndpointDeps {
  tokens: AdminTokens;
  clientId: string;
  /** While it is rotated there are several. */
  clientSecrets: readonly string[];
  now(): number;
}

export type TokenReply =
  | { status: 200; body: TokenAnswer }
  | { status: 400 | 401; body: { error: string; error_description: string } };

/**
 * Answers `/admin/oauth/access_token`. The names of the errors are those of RFC 6749 and 8693, which Shopify's libraries
 * look for; which one the real endpoint gives in each case cannot be seen from outside.
 */
export function answerTokenRequest(deps: TokenEndpointDeps, shop: string, fields: unknown): TokenReply {
  const client = Client.safeParse(fields);
  if (!client.success) return error(400, "invalid_request", "client_id and client_secret are required");
  const { client_id: clientId, client_secret: clientSecret } = client.data;
  if (!isSame(clientId, deps.clientId) || !deps.clientSecrets.some((secret) => isSame(clientSecret, secret)))
    return error(401, "invalid_client", "The client is not known or its secret is wrong");
  const grant = Grant.safeParse(fields);
  if (!grant.success) return error(400, "invalid_request", "The grant is not one of the sandbox's");

  if (grant.data.grant_type === "refresh_token") {
    const pair = deps.tokens.refresh(shop, grant.data.refresh_token);
    if (pair === null) return error(400, "invalid_grant", "The refresh token is invalid, used or expired");
    return { status: 200, body: pair };
  }
  const checked = checkWithAny(grant.data.subject_token, deps, shop);
  if (checked.outcome === "refused")
    return error(400, "invalid_subject_token", `The session token is refused: ${checked.why}`);
  const isExpiring = ["1", "true"].includes(String(grant.data.expiring ?? ""));
  const answer = deps.tokens.exchange(shop, isExpiring ? "expiring" : "lasting", checked.issuedAt);
  // What the real endpoint says where the app was uninstalled is not known. With this, Shopify's libraries ask the admin
  // for another session token; the admin of a shop without the app gives none.
  if (answer === null) return error(400, "invalid_subject_token", "The app is not installed in this shop");
  return { status: 200, body: answer };
}

/** By whichever secret it was signed with; else why the last one does not fit. */
function checkWithAny(token: string, { clientId, clientSecrets, now }: TokenEndpointDeps, shop: string) {
  let checked: CheckedSessionToken = { outcome: "refused", why: "no secret" };
  for (const clientSecret of clientSecrets) {
    checked = checkSessionToken(token, { shop, clientId, clientSecret, now: now() });
    if (checked.outcome === "genuine") break;
  }
  return checked;
}

function error(status: 400 | 401, name: string, description: string): TokenReply {
  return { status, body: { error: name, error_description: description } };
}

function isSame(given: string, expected: string): boolean {
  const hash = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}
