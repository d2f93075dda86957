import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { shopIdOf } from "@karla/sync/ids";
import { Session } from "@shopify/shopify-api";
import { Pool } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createKeyring, sealKeyOf } from "../../../packages/store/src/keyring.ts";
import { createRefreshLease } from "../../../packages/store/src/refresh-lease.ts";
import { openSessionStorage } from "../../../packages/store/src/session-store.ts";
import type { FreshDatabase } from "../../../test/setup/fresh-database.ts";
import { migratedDatabase } from "../../../test/setup/migrated-database.ts";
import { createShopAccess } from "./shop-access.ts";

const DOMAIN = "a.myshopify.com";
const SHOP = { id: shopIdOf("shopify", DOMAIN), domain: DOMAIN };
const NOW = Date.UTC(2026, 5, 1);
const HOUR = 3_600_000;
const master = createKeyring({ current: sealKeyOf(randomBytes(32)) });

let database: FreshDatabase;
const pools: Pool[] = [];
let server: Server;
let origin = "";
let requests: Record<string, string>[] = [];
let answer: { status: number; body: unknown } = { status: 200, body: {} };
/** What happens before the answer. */
let meanwhile: () => Promise<unknown> = async () => {};
let answerOf: (request: Record<string, string>) => typeof answer = () => answer;

beforeAll(async () => {
  database = await migratedDatabase();
  server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => {
      text += chunk;
    });
    request.on("end", () => {
      const asked = JSON.parse(text);
      requests.push(asked);
      // Long enough for all others to come and wait.
      setTimeout(async () => {
        await meanwhile();
        const { status, body } = answerOf(asked);
        response.writeHead(status, { "Content-Type": "application/json" });
        response.end(JSON.stringify(body));
      }, 50);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
});
beforeEach(async () => {
  await database.pool.query("TRUNCATE session, refresh_lease");
  requests = [];
  answerOf = () => answer;
  meanwhile = async () => {};
  answer = {
    status: 200,
    body: {
      access_token: "new-access",
      refresh_token: "new-refresh",
      expires_in: 3600,
      refresh_token_expires_in: 7_776_000,
    },
  };
});
afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.end())));
afterAll(async () => {
  server.close();
  await database.drop();
});

/** The access of one process: a pool and a session storage of its own. */
function processAccess(now = NOW, clientSecrets = ["hush"]) {
  const pool = new Pool({ connectionString: database.url, max: 10 });
  pools.push(pool);
  const sessions = openSessionStorage({ pool, master });
  const access = createShopAccess({
    sessions,
    lease: createRefreshLease({ pool, clock: { now: () => now } }),
    clientId: "client",
    clientSecrets,
    originOf: () => origin,
    fetch,
    now: () => now,
    sleep: (ms) => wait(ms),
  });
  return { access, sessions };
}

async function install(
  expires: number | null,
  tokens: { refreshToken?: string } = { refreshToken: "old-refresh" },
  accessToken = "old-access",
) {
  const { sessions } = processAccess();
  const session = new Session({
    id: `offline_${DOMAIN}`,
    shop: DOMAIN,
    state: "",
    isOnline: false,
    accessToken,
    ...tokens,
    ...(expires === null ? {} : { expires: new Date(expires) }),
  });
  await sessions.storeSession(session);
  return sessions;
}

describe("a shop's access token", () => {
  test("is used as it is while it lives", async () => {
    await install(NOW + HOUR);
    expect(await processAccess().access.tokenFor(SHOP)).toBe("old-access");
    expect(requests).toEqual([]);
  });

  test("F25 twenty that need a new one at the same time, in two processes, make one refresh", async () => {
    await install(NOW + 60_000);
    const processes = [processAccess(), processAccess()];
    const tokens = await Promise.all(Array.from({ length: 20 }, (_, n) => processes[n % 2]?.access.tokenFor(SHOP)));
    expect(new Set(tokens)).toEqual(new Set(["new-access"]));
    expect(requests).toEqual([
      { client_id: "client", client_secret: "hush", grant_type: "refresh_token", refresh_token: "old-refresh" },
    ]);
  });

  test("is kept with its refresh token, and the next refresh uses that one", async () => {
    await install(NOW);
    await processAccess().access.tokenFor(SHOP);
    await processAccess(NOW + HOUR).access.tokenFor(SHOP);
    expect(requests.map((request) => request.refresh_token)).toEqual(["old-refresh", "new-refresh"]);
  });

  test("that comes without an end is taken for an hour, not for ever", async () => {
    await install(NOW);
    answer = { status: 200, body: { access_token: "new-access" } };
    const { access, sessions } = processAccess();
    await access.tokenFor(SHOP);
    const session = await sessions.loadSession(`offline_${DOMAIN}`);
    expect(session?.expires?.getTime()).toBe(NOW + HOUR);
    expect(session?.refreshToken).toBe("old-refresh");
  });

  test.each([
    ["a revoked refresh token", 400],
    ["an uninstalled app", 401],
  ])(
    "cannot be had with %s, which ends the access, unless the app was installed again meanwhile",
    async (_, status) => {
      const sessions = await install(NOW);
      answer = { status, body: { error: "invalid_grant" } };
      meanwhile = () => install(NOW + HOUR, {}, "newer-access");
      await expect(processAccess().access.tokenFor(SHOP)).rejects.toMatchObject({ kind: "unauthorised" });
      expect((await sessions.loadSession(`offline_${DOMAIN}`))?.accessToken).toBe("newer-access");
      meanwhile = async () => {};
      await install(NOW);
      await expect(processAccess().access.tokenFor(SHOP)).rejects.toMatchObject({ kind: "unauthorised" });
      expect(await sessions.loadSession(`offline_${DOMAIN}`)).toBeUndefined();
    },
  );

  test("F40 is had with the app's former secret where Shopify does not take the new one yet", async () => {
    await install(NOW);
    answerOf = ({ client_secret: secret }) =>
      secret === "hush" ? answer : { status: 401, body: { error: "invalid_client" } };
    expect(await processAccess(NOW, ["new hush", "hush"]).access.tokenFor(SHOP)).toBe("new-access");
    expect(requests.map((request) => request.client_secret)).toEqual(["new hush", "hush"]);
  });

  test("F23 that a refresh brings too late does not take the place of a newer installation's", async () => {
    await install(NOW);
    meanwhile = () => install(NOW + HOUR, {}, "newer-access");
    expect(await processAccess().access.tokenFor(SHOP)).toBe("newer-access");
  });

  test.each([
    ["the app's own secret is wrong", 401, "unauthorised", { error: "invalid_client" }],
    ["the shop is frozen", 402, "payment_required", {}],
    ["there is an outage", 503, "transport", {}],
  ])("cannot be had while %s, which leaves the stored one alone", async (_, status, kind, body) => {
    const sessions = await install(NOW);
    answer = { status, body };
    await expect(processAccess().access.tokenFor(SHOP)).rejects.toMatchObject({ kind });
    expect((await sessions.loadSession(`offline_${DOMAIN}`))?.accessToken).toBe("old-access");
    answer = { status: 200, body: { access_token: "later" } };
    expect(await processAccess().access.tokenFor(SHOP)).toBe("later");
  });

  test("is refused where the app is not installed, or the token cannot be refreshed", async () => {
    await expect(processAccess().access.tokenFor(SHOP)).rejects.toMatchObject({ kind: "unauthorised" });
    await install(NOW, {});
    await expect(processAccess().access.tokenFor(SHOP)).rejects.toMatchObject({ kind: "unauthorised" });
    expect(requests).toEqual([]);
  });

  test("is refreshed by another process when the one that began died", async () => {
    await install(NOW);
    await createRefreshLease({ pool: database.pool, clock: { now: () => NOW } }).take(SHOP.id);
    expect(await processAccess(NOW + 20_000).access.tokenFor(SHOP)).toBe("new-access");
  });

  test("never shows in an error", async () => {
    await install(NOW);
    answer = { status: 400, body: { error: "invalid_grant", error_description: "old-refresh" } };
    const error = await processAccess()
      .access.tokenFor(SHOP)
      .catch((thrown: Error) => thrown);
    expect(String(error) + JSON.stringify(error)).not.toMatch(/old-|hush/);
  });
});
