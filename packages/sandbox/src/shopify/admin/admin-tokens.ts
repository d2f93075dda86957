/** What the token endpoint gives out, in Shopify's own names. */
export interface TokenAnswer {
  access_token: string;
  scope: string;
  /** Seconds. These three are missing where the app asked for a token that does not expire. */
  expires_in?: number;
  refresh_token?: string;
  refresh_token_expires_in?: number;
}

export interface TokenCounts {
  exchanges: number;
  refreshes: number;
}

/** The access and refresh tokens that shops have given to the app. */
export interface AdminTokens {
  /** A first token, or another one: what token exchange does. Installs the app where it was not. */
  exchange(shop: string, kind: "expiring" | "lasting"): TokenAnswer;
  /** The next pair, or null where the refresh token is not, or no longer, good. */
  refresh(shop: string, refreshToken: string): TokenAnswer | null;
  /** Whether this access token opens the shop now. Its first use ends the refresh token it was got with. */
  opens(shop: string, accessToken: string): boolean;
  /** Takes the app out of the shop: all its tokens are void at once. */
  uninstall(shop: string): void;
  isInstalled(shop: string): boolean;
  /** How often tokens were given out to a shop. */
  counts(shop: string): TokenCounts;
}

export interface AdminTokensSetup {
  now(): number;
  /** Random letters and digits, never the same twice. */
  secret(): string;
  scopes: readonly string[];
}

const ACCESS_S = 3600;
const REFRESH_S = 7_776_000;

interface Access {
  endsAt: number;
  /** The refresh token this one was got with: it stays good until this is used, as the answer may have been lost. */
  spends: string | null;
}

interface Installation {
  access: Map<string, Access>;
  /** When each refresh token ends. */
  refresh: Map<string, number>;
}

export function createAdminTokens({ now, secret, scopes }: AdminTokensSetup): AdminTokens {
  const installations = new Map<string, Installation>();
  const counted = new Map<string, TokenCounts>();
  const countsOf = (shop: string): TokenCounts => counted.get(shop) ?? { exchanges: 0, refreshes: 0 };
  const scope = scopes.join(",");

  const pair = ({ access, refresh }: Installation, spends: string | null): TokenAnswer => {
    const tokens = { access_token: `shpat_${secret()}`, refresh_token: `shprt_${secret()}` };
    access.set(tokens.access_token, { endsAt: now() + ACCESS_S * 1000, spends });
    refresh.set(tokens.refresh_token, now() + REFRESH_S * 1000);
    return { ...tokens, scope, expires_in: ACCESS_S, refresh_token_expires_in: REFRESH_S };
  };

  return {
    exchange: (shop, kind) => {
      counted.set(shop, { ...countsOf(shop), exchanges: countsOf(shop).exchanges + 1 });
      const installation = installations.get(shop) ?? { access: new Map(), refresh: new Map() };
      installations.set(shop, installation);
      if (kind === "expiring") return pair(installation, null);
      const access_token = `shpat_${secret()}`;
      installation.access.set(access_token, { endsAt: Number.POSITIVE_INFINITY, spends: null });
      return { access_token, scope };
    },
    refresh: (shop, refreshToken) => {
      const installation = installations.get(shop);
      const endsAt = installation?.refresh.get(refreshToken);
      if (installation === undefined || endsAt === undefined || endsAt <= now()) return null;
      counted.set(shop, { ...countsOf(shop), refreshes: countsOf(shop).refreshes + 1 });
      return pair(installation, refreshToken);
    },
    opens: (shop, accessToken) => {
      const installation = installations.get(shop);
      const access = installation?.access.get(accessToken);
      if (installation === undefined || access === undefined || access.endsAt <= now()) return false;
      if (access.spends !== null) installation.refresh.delete(access.spends);
      return true;
    },
    uninstall: (shop) => {
      installations.delete(shop);
    },
    isInstalled: (shop) => installations.has(shop),
    counts: countsOf,
  };
}
