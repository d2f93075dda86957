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
  /**
   * A first token, or another one: what token exchange does for a session token of this instant (missing: of now).
   * Installs the app where it never was: the admin asks for the merchant's consent and installs by itself before it opens
   * an app. Null where the app was uninstalled, and for session tokens from before.
   */
  exchange(shop: string, kind: "expiring" | "lasting", issuedAt?: number): TokenAnswer | null;
  /** The next pair, or null where the refresh token is not, or no longer, good. */
  refresh(shop: string, refreshToken: string): TokenAnswer | null;
  /** Whether this access token opens the shop now. Its first use ends the refresh token it was got with. */
  opens(shop: string, accessToken: string): boolean;
  /** Takes the app out of the shop: all its tokens are void at once, and it gets no others until it is installed. */
  uninstall(shop: string): void;
  /** Puts the app into the shop, with the scopes it asks for. Where it is, nothing changes. */
  install(shop: string): void;
  isInstalled(shop: string): boolean;
  /** Whether the app was in the shop and was taken out. One that never was installed has yet to be opened. */
  isUninstalled(shop: string): boolean;
  /** The merchant grants these scopes instead of those from before; tokens given out already have them at once. */
  grant(shop: string, scopes: readonly string[]): void;
  /** What the app may do in the shop; nothing where it is not installed. */
  scopesOf(shop: string): readonly string[];
  /** How often tokens were given out to a shop. */
  counts(shop: string): TokenCounts;
}

export interface AdminTokensSetup {
  now(): number;
  /** Random letters and digits, never the same twice. */
  secret(): string;
  /** What the app asks for. */
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
  scopes: readonly string[];
}

export function createAdminTokens({ now, secret, scopes }: AdminTokensSetup): AdminTokens {
  const installations = new Map<string, Installation>();
  /** When the app was last taken out of each shop. */
  const uninstalled = new Map<string, number>();
  const counted = new Map<string, TokenCounts>();
  const countsOf = (shop: string): TokenCounts => counted.get(shop) ?? { exchanges: 0, refreshes: 0 };
  const isUninstalled = (shop: string): boolean => uninstalled.has(shop) && !installations.has(shop);
  const install = (shop: string): Installation => {
    const installation = installations.get(shop) ?? { access: new Map(), refresh: new Map(), scopes };
    installations.set(shop, installation);
    return installation;
  };

  const pair = ({ access, refresh, scopes }: Installation, spends: string | null): TokenAnswer => {
    const tokens = { access_token: `shpat_${secret()}`, refresh_token: `shprt_${secret()}` };
    access.set(tokens.access_token, { endsAt: now() + ACCESS_S * 1000, spends });
    refresh.set(tokens.refresh_token, now() + REFRESH_S * 1000);
    return { ...tokens, scope: scopes.join(","), expires_in: ACCESS_S, refresh_token_expires_in: REFRESH_S };
  };

  return {
    exchange: (shop, kind, issuedAt = now()) => {
      // Session tokens say the second of their issue, no more.
      const endedAt = Math.floor((uninstalled.get(shop) ?? 0) / 1000) * 1000;
      if (isUninstalled(shop) || issuedAt < endedAt) return null;
      counted.set(shop, { ...countsOf(shop), exchanges: countsOf(shop).exchanges + 1 });
      const installation = install(shop);
      if (kind === "expiring") return pair(installation, null);
      const access_token = `shpat_${secret()}`;
      installation.access.set(access_token, { endsAt: Number.POSITIVE_INFINITY, spends: null });
      return { access_token, scope: installation.scopes.join(",") };
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
      uninstalled.set(shop, now());
    },
    install: (shop) => {
      install(shop);
    },
    isInstalled: (shop) => installations.has(shop),
    isUninstalled,
    grant: (shop, granted) => {
      const installation = installations.get(shop);
      if (installation === undefined) throw new Error(`${shop} grants nothing to an app that it does not have`);
      installation.scopes = [...granted];
    },
    scopesOf: (shop) => installations.get(shop)?.scopes ?? [],
    counts: countsOf,
  };
}
