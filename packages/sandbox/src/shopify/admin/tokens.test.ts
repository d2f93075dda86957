import { describe, expect, it } from "vitest";
import { CLIENT, SHOP, testAdmin } from "./admin.fixture.ts";
import type { TokenAnswer } from "./admin-tokens.ts";
import { signSessionToken } from "./session-token.ts";

type Fields = Record<string, string>;

function setUp() {
  const admin = testAdmin({ orders: 1 });
  const { clientId, clientSecret } = CLIENT;
  const client = { client_id: clientId, client_secret: clientSecret };
  const post = async (fields: Fields, as: "json" | "form" = "json") => {
    const response = await admin.api.request(`/${SHOP}/admin/oauth/access_token`, {
      method: "POST",
      headers: { "content-type": as === "json" ? "application/json" : "application/x-www-form-urlencoded" },
      body: as === "json" ? JSON.stringify(fields) : new URLSearchParams(fields),
    });
    return { status: response.status, body: JSON.parse(await response.text()) };
  };
  const sessionToken = (changes: Partial<Parameters<typeof signSessionToken>[0]> = {}) =>
    signSessionToken({ shop: SHOP, ...CLIENT, now: admin.clock.now, userId: "7", ...changes });
  const exchange = (subject_token: string, changes: Fields = {}, as: "json" | "form" = "json") =>
    post(
      {
        ...client,
        grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
        subject_token,
        subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
        requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
        expiring: "1",
        ...changes,
      },
      as,
    );
  const refresh = (refresh_token: string) => post({ ...client, grant_type: "refresh_token", refresh_token });
  const shopAnswers = async (token: string) => {
    const response = await admin.api.request(`/${SHOP}/admin/api/2026-10/graphql.json`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-shopify-access-token": token },
      body: JSON.stringify({ query: "{ shop { name } }" }),
    });
    return response.status;
  };
  const first = async (): Promise<TokenAnswer> => (await exchange(sessionToken())).body;
  return { ...admin, exchange, refresh, shopAnswers, sessionToken, first };
}

describe("the token endpoint", () => {
  it.each(["json", "form"] as const)("exchanges a session token, sent as %s, for a pair that expires", async (as) => {
    const { exchange, sessionToken, shopAnswers, tokens } = setUp();
    const { status, body } = await exchange(sessionToken(), {}, as);
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.stringMatching(/^shpat_/),
      scope: "read_orders,read_fulfillments",
      expires_in: 3600,
      refresh_token: expect.stringMatching(/^shprt_/),
      refresh_token_expires_in: 7_776_000,
    });
    expect(await shopAnswers(body.access_token)).toBe(200);
    expect(tokens.counts(SHOP)).toEqual({ exchanges: 1, refreshes: 0 });
  });

  it("gives a lasting token where the app asks for one", async () => {
    const { exchange, sessionToken, shopAnswers, clock } = setUp();
    const { body } = await exchange(sessionToken(), { expiring: "0" });
    expect(Object.keys(body).sort()).toEqual(["access_token", "scope"]);
    clock.now += 3_600_000_000;
    expect(await shopAnswers(body.access_token)).toBe(200);
  });

  it.each([
    ["of another shop", { shop: "other.myshopify.com" }],
    ["for another app", { clientId: "other" }],
    ["signed with another secret", { clientSecret: "other" }],
    ["that has expired", { now: Date.UTC(2026, 10, 24, 8, 58) }],
    ["from the future", { now: Date.UTC(2026, 10, 24, 9, 5) }],
  ])("refuses a session token %s", async (_, changes) => {
    const { exchange, sessionToken, tokens } = setUp();
    const { status, body } = await exchange(sessionToken(changes));
    expect(status).toBe(400);
    expect(body.error).toBe("invalid_subject_token");
    expect(tokens.isInstalled(SHOP)).toBe(false);
  });

  it.each(["", "a.b.c", "a.b.c.d"])("refuses %j as a session token", async (token) => {
    expect((await setUp().exchange(token)).body.error).toBe("invalid_subject_token");
  });

  it("refuses a session token that claims to need no signature", async () => {
    const { exchange, sessionToken } = setUp();
    const header = Buffer.from('{"alg":"none","typ":"JWT"}').toString("base64url");
    const [, claims] = sessionToken().split(".");
    expect((await exchange(`${header}.${claims}.`)).status).toBe(400);
  });

  it("refuses a client it does not know, and a grant it does not have", async () => {
    const { exchange, sessionToken } = setUp();
    expect((await exchange(sessionToken(), { client_secret: "wrong" })).status).toBe(401);
    expect((await exchange(sessionToken(), { grant_type: "password" })).body.error).toBe("invalid_request");
  });

  it("lets an access token go after an hour, and a refresh token after ninety days", async () => {
    const { first, refresh, shopAnswers, clock } = setUp();
    const { access_token, refresh_token = "" } = await first();
    clock.now += 3_599_000;
    expect(await shopAnswers(access_token)).toBe(200);
    clock.now += 1000;
    expect(await shopAnswers(access_token)).toBe(401);
    clock.now += 7_776_000_000 - 3_600_000;
    expect((await refresh(refresh_token)).body.error).toBe("invalid_grant");
  });

  it("keeps a refresh token good until the access token got with it is used: the answer may have been lost", async () => {
    const { first, refresh, shopAnswers, tokens } = setUp();
    const { refresh_token = "" } = await first();
    const lost = await refresh(refresh_token);
    const again = await refresh(refresh_token);
    expect([lost.status, again.status]).toEqual([200, 200]);
    expect(again.body.refresh_token).not.toBe(refresh_token);
    expect(await shopAnswers(again.body.access_token)).toBe(200);
    expect((await refresh(refresh_token)).status).toBe(400);
    expect((await refresh(again.body.refresh_token)).status).toBe(200);
    expect(tokens.counts(SHOP)).toEqual({ exchanges: 1, refreshes: 3 });
  });

  it("gives nothing more after an uninstall, and all tokens are void at once", async () => {
    const { first, exchange, sessionToken, refresh, shopAnswers, tokens } = setUp();
    const { access_token, refresh_token = "" } = await first();
    tokens.uninstall(SHOP);
    expect(await shopAnswers(access_token)).toBe(401);
    expect((await refresh(refresh_token)).status).toBe(400);
    const refused = await exchange(sessionToken());
    expect([refused.status, refused.body.error]).toEqual([400, "invalid_subject_token"]);
    expect([tokens.isInstalled(SHOP), tokens.isUninstalled(SHOP)]).toEqual([false, true]);
    expect(tokens.counts(SHOP).exchanges).toBe(1);
  });

  it("gives out tokens again once the app is installed again, and the old ones stay void", async () => {
    const { first, refresh, shopAnswers, tokens } = setUp();
    const { access_token, refresh_token = "" } = await first();
    tokens.uninstall(SHOP);
    tokens.install(SHOP);
    expect(await shopAnswers((await first()).access_token)).toBe(200);
    expect(await shopAnswers(access_token)).toBe(401);
    expect((await refresh(refresh_token)).status).toBe(400);
  });

  it("does not exchange after a reinstall what the admin gave out before the uninstall", async () => {
    const { exchange, sessionToken, tokens, clock } = setUp();
    const old = sessionToken();
    clock.now += 1500;
    tokens.uninstall(SHOP);
    const ofThatSecond = sessionToken();
    tokens.install(SHOP);
    expect((await exchange(old)).body.error).toBe("invalid_subject_token");
    expect((await exchange(ofThatSecond)).status).toBe(200);
  });

  it("keeps the tokens of an app that is installed where it is installed already", async () => {
    const { first, shopAnswers, tokens } = setUp();
    const { access_token } = await first();
    tokens.install(SHOP);
    expect(await shopAnswers(access_token)).toBe(200);
  });
});
