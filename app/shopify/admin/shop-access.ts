import type { ShopId } from "@karla/sync/ids";
import { Session } from "@shopify/shopify-api";
import { z } from "zod";
import { AdminError } from "./admin-error.ts";
import type { AdminHttp } from "./admin-http.ts";
import { errorOfStatus } from "./error-of-status.ts";

/** What a token needs at least of its hour to be used: Shopify's library takes none that ends within this time. */
const SPARE_MS = 5 * 60_000;
/** Where an answer does not say how long a token lives (seen in the wild, and it must not mean "for ever"). */
const USUAL_LIFE_S = 3_600;
const TIMEOUT_MS = 10_000;
/** How long to wait for another process that refreshes. */
const PATIENCE_MS = 30_000;
const LOOK_MS = 100;

interface Looked {
  id: string;
  accessToken: string;
}

export interface ShopAccessDeps extends AdminHttp {
  sessions: {
    loadSession(id: string): Promise<Session | undefined>;
    renew(looked: Looked, session: Session): Promise<boolean>;
    endAccess(looked: Looked, at: Date): Promise<boolean>;
  };
  lease: { take(shopId: ShopId): Promise<string | null>; release(shopId: ShopId, token: string): Promise<void> };
  clientId: string;
  /** The app's client secret; while it is rotated, the former ones too. */
  clientSecrets: readonly string[];
}

export interface ShopAccess {
  /** A token for the shop's Admin API that lives for some minutes yet. Throws an `AdminError` where there is none to be had. */
  tokenFor(shop: { id: ShopId; domain: string }): Promise<string>;
  /** The shop took this token no more: the app's access has ended, unless the app was installed again and has another one. */
  end(domain: string, accessToken: string): Promise<void>;
}

const Answer = z.object({
  access_token: z.string().min(1),
  scope: z.string().optional(),
  expires_in: z.number().positive().optional(),
  refresh_token: z.string().min(1).optional(),
  refresh_token_expires_in: z.number().positive().optional(),
});

/** Of the app, not of what it was given (RFC 6749, 5.2). */
const AboutTheApp = z.object({ error: z.enum(["invalid_client", "unauthorized_client", "unsupported_grant_type"]) });

/**
 * The offline tokens of installed shops. They live for an hour and are refreshed here, never on the way of a webhook: of
 * all that need one at the same time, in all processes, one asks Shopify and the others take what it brought.
 */
export function createShopAccess(deps: ShopAccessDeps): ShopAccess {
  /** Shopify knows a new secret at another moment than we do: what one secret is not good for, the next one may be. */
  async function askForAnother(shop: string, refreshToken: string): Promise<Response> {
    const [first = "", ...others] = deps.clientSecrets;
    let response = await ask(shop, { refreshToken, clientSecret: first });
    for (const clientSecret of others) {
      if (!(await isAboutTheApp(response))) break;
      response = await ask(shop, { refreshToken, clientSecret });
    }
    return response;
  }

  function ask(shop: string, grant: { refreshToken: string; clientSecret: string }): Promise<Response> {
    return deps
      .fetch(`${deps.originOf(shop)}/admin/oauth/access_token`, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json" },
        body: JSON.stringify({
          client_id: deps.clientId,
          client_secret: grant.clientSecret,
          grant_type: "refresh_token",
          refresh_token: grant.refreshToken,
        }),
        redirect: "error",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      .catch(() => {
        throw new AdminError("the token endpoint does not answer", { kind: "transport", retry: true });
      });
  }

  async function refresh(session: Session): Promise<Session> {
    const { refreshToken } = session;
    if (refreshToken === undefined) throw refused("the token has run out and cannot be refreshed");
    const response = await askForAnother(session.shop, refreshToken);
    // 400 is what a revoked or used-up refresh token gets (RFC 6749, 5.2).
    if (response.status === 400 || response.status === 401) throw await refusalOf(response);
    if (!response.ok) throw errorOfStatus(response.status, response.headers.get("retry-after"));
    const answer = Answer.safeParse(await response.json().catch(() => null));
    if (!answer.success) {
      throw new AdminError("the token endpoint's answer cannot be read", { kind: "contract", retry: true });
    }
    return renewed(session, answer.data, deps.now());
  }

  /** One look: a usable token, or null while another process refreshes. */
  async function look({ id, domain }: { id: ShopId; domain: string }): Promise<string | null> {
    const session = await deps.sessions.loadSession(sessionIdOf(domain));
    if (session?.accessToken === undefined) throw refused("the app is not installed");
    if (isFresh(session, deps.now())) return session.accessToken;
    const lease = await deps.lease.take(id);
    if (lease === null) return null;
    try {
      // Between the look and the lease another one may have refreshed it.
      const current = (await deps.sessions.loadSession(session.id)) ?? session;
      const looked = { id: current.id, accessToken: current.accessToken ?? session.accessToken };
      if (isFresh(current, deps.now())) return looked.accessToken;
      const next = await refresh(current).catch(async (error: unknown) => {
        if (isAccessEnd(error)) await deps.sessions.endAccess(looked, new Date(deps.now()));
        throw error;
      });
      // Access and refresh token are one row: stored together, or not at all where the app was installed again meanwhile.
      return (await deps.sessions.renew(looked, next)) ? (next.accessToken ?? null) : null;
    } finally {
      await deps.lease.release(id, lease);
    }
  }

  return {
    async tokenFor(shop) {
      for (let waited = 0; waited <= PATIENCE_MS; waited += LOOK_MS) {
        const token = await look(shop);
        if (token !== null) return token;
        await deps.sleep(LOOK_MS);
      }
      throw new AdminError("another process does not finish its refresh", { kind: "transport", retry: true });
    },
    async end(domain, accessToken) {
      await deps.sessions.endAccess({ id: sessionIdOf(domain), accessToken }, new Date(deps.now()));
    },
  };
}

/** Not 403, which a shop may answer for other reasons: what is deleted comes back only when the merchant opens the app. */
export function isAccessEnd(error: unknown): boolean {
  return error instanceof AdminError && error.kind === "unauthorised" && error.status === 401;
}

function sessionIdOf(domain: string): string {
  return `offline_${domain}`;
}

/** Whether Shopify's library, too, would still take the session's token. One without an end is one of the older kind. */
export function isFresh({ expires }: Session, now: number): boolean {
  return expires === undefined || expires.getTime() - now > SPARE_MS;
}

function renewed(session: Session, answer: z.infer<typeof Answer>, now: number): Session {
  const life = answer.refresh_token_expires_in;
  return new Session({
    ...session.toObject(),
    accessToken: answer.access_token,
    expires: new Date(now + (answer.expires_in ?? USUAL_LIFE_S) * 1_000),
    ...(answer.scope === undefined ? {} : { scope: answer.scope }),
    ...(answer.refresh_token === undefined ? {} : { refreshToken: answer.refresh_token }),
    ...(life === undefined ? {} : { refreshTokenExpires: new Date(now + life * 1_000) }),
  });
}

/** What is wrong with the app's own secret says nothing of the shop. */
async function refusalOf(response: Response): Promise<AdminError> {
  if (!(await isAboutTheApp(response))) return refused("the refresh token is not taken");
  return new AdminError("the app's secret is not taken", { kind: "unauthorised", retry: false });
}

async function isAboutTheApp(response: Response): Promise<boolean> {
  if (response.status !== 400 && response.status !== 401) return false;
  const answer = await response
    .clone()
    .json()
    .catch(() => null);
  return AboutTheApp.safeParse(answer).success;
}

function refused(message: string): AdminError {
  return new AdminError(message, { kind: "unauthorised", retry: false, status: 401 });
}
