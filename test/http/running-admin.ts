import { randomBytes, randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer, type RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { createAgents } from "@karla/api/agents";
import { createKarlaClient } from "@karla/api/client";
import { type AdminShop, createAdminApi } from "@karla/sandbox/admin-api";
import { createAdminTokens } from "@karla/sandbox/admin-tokens";
import { type SessionTokenWish, signSessionToken } from "@karla/sandbox/session-token";
import type { ServerBuild } from "@remix-run/node";
import { pino } from "pino";
import { createServer as createVite } from "vite";
import { createAdminContext } from "../../app/admin-context.ts";
import { keptFresh } from "../../app/kept-fresh.ts";
import { knownWhenInstalled } from "../../app/known-when-installed.ts";
import { createAdminServer } from "../../app/server.ts";
import { createSessionLimit } from "../../app/session-limit.ts";
import { createShopRegister } from "../../app/shop-register.ts";
import { createTimeZones } from "../../app/shop-time-zone.ts";
import { createAdminHttp } from "../../app/shopify/admin/admin-http.ts";
import { createAskIdentity } from "../../app/shopify/admin/ask-identity.ts";
import { createShopAccess } from "../../app/shopify/admin/shop-access.ts";
import { normaliseShopify } from "../../app/shopify/normalise.ts";
import { createShopify } from "../../app/shopify.server.ts";
import { createMerchantServices } from "../../packages/runtime/src/merchant/create-merchant-services.ts";
import { createKeyring, sealKeyOf } from "../../packages/store/src/keyring.ts";
import { openStore } from "../../packages/store/src/open-store.ts";
import { createRefreshLease } from "../../packages/store/src/refresh-lease.ts";
import { openSessionStorage } from "../../packages/store/src/session-store.ts";
import { migratedDatabase } from "../setup/migrated-database.ts";
import { quietLog } from "../setup/quiet-log.ts";

const SECRET = "hush-hush";
/** Which is being rotated. */
export const FORMER_SECRET = "hush-of-before";
const SECRETS = [SECRET, FORMER_SECRET];
const CLIENT_ID = "client-id";
export const SHOP = "tea.myshopify.com";

/**
 * The admin over HTTP, from its sources, on a database of its own, with the sandbox's admin behind it: two processes, as
 * far as they share nothing but the database.
 */
export async function startAdmin({ requestsPerSession = 10_000 } = {}) {
  const database = await migratedDatabase();
  const { pool } = database;
  let hours = 0;
  const clock = { now: () => Date.now() };
  const master = createKeyring({ current: sealKeyOf(randomBytes(32)) });
  const store = openStore({ platform: "shopify", pool, master, clock, log: quietLog });
  const tokens = createAdminTokens({ ...clock, secret: () => randomBytes(8).toString("hex"), scopes: ["read_orders"] });
  const shops = new Map<string, AdminShop>([[SHOP, { books: () => [] }]]);
  const api = createAdminApi({
    shops,
    clientId: CLIENT_ID,
    clientSecret: SECRET,
    rotatedSecrets: () => SECRETS,
    ...clock,
    tokens,
  });
  const sandbox = serve({ fetch: api.fetch, hostname: "127.0.0.1", port: 0 });
  await new Promise((resolve) => sandbox.once("listening", resolve));
  const sandboxOrigin = originOf(sandbox.address());

  const vite = await createVite({
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    logLevel: "error",
  });
  const build = (await vite.ssrLoadModule("virtual:remix/server-build")) as ServerBuild;
  const lines: string[] = [];
  const log = pino({ level: "debug" }, { write: (line) => void lines.push(line) });
  const clientDir = mkdtempSync(join(tmpdir(), "karla-assets-"));
  mkdirSync(join(clientDir, "assets"));
  writeFileSync(join(clientDir, "assets", "app-abc.js"), "1");
  const env = {
    SHOPIFY_SANDBOX_ORIGIN: sandboxOrigin,
    APP_BRIDGE_URL: `${sandboxOrigin}/app-bridge.js`,
  };
  const agents = createAgents();
  const services = createMerchantServices({
    platform: "shopify",
    store,
    normalise: normaliseShopify,
    newId: randomUUID,
    clock,
    keptFor: { bodies: 7, quarantined: 30, records: 90 },
    // Nobody listens on port 9.
    coreOf: ({ slug, ...credentials }) =>
      createKarlaClient({ baseUrl: "http://127.0.0.1:9", slug, credentials, timeoutMs: 1_000, clock, agents }),
  });

  /** What `loadAdmin` does with a build. */
  function createApp(appUrl: string): RequestListener {
    const hurried = { sandboxOrigin, fetch, now: clock.now, onError: () => {} };
    const register = createShopRegister({
      ask: createAskIdentity(hurried),
      names: store.names,
      makeKnown: async (domain) => void (await store.shops.makeKnown({ platform: "shopify", domain })),
    });
    const stored = knownWhenInstalled(openSessionStorage({ pool, master }), register);
    const access = createShopAccess({
      sessions: stored,
      lease: createRefreshLease({ pool, clock }),
      clientId: CLIENT_ID,
      clientSecrets: SECRETS,
      ...createAdminHttp({ sandboxOrigin, clock }),
    });
    const sessionStorage = keptFresh(stored, {
      access,
      tenantOf: (domain) => store.names.tenantNamed("shopify", domain),
      now: clock.now,
    });
    const shopify = createShopify({ env, secrets: SECRETS, apiKey: CLIENT_ID, appUrl, sessionStorage, fetch, log });
    const timeZoneOf = createTimeZones({
      sessions: sessionStorage,
      sandboxOrigin,
      fetch,
      now: () => Date.now() + hours * 3_600_000,
      onError: () => {},
    });
    const { accessEndedAt } = store.shops;
    // However long a slow machine takes, it is one period.
    const limit = createSessionLimit({ requests: requestsPerSession, seconds: 3_600 });
    const { look } = register;
    const context = () =>
      createAdminContext({ env, apiKey: CLIENT_ID, services, shopify, timeZoneOf, accessEndedAt, look, limit, log });
    return createAdminServer({ build, context, clientDir, appUrl, log });
  }
  const processes = [await listen(createApp), await listen(createApp)] as const;

  const sessionToken = (changes: Partial<SessionTokenWish> = {}) =>
    signSessionToken({
      shop: SHOP,
      clientId: CLIENT_ID,
      clientSecret: SECRET,
      now: clock.now(),
      userId: "1",
      ...changes,
    });
  return {
    url: processes[0].url,
    otherUrl: processes[1].url,
    sandboxOrigin,
    pool,
    store,
    tokens,
    /** By the name that each has. */
    shops,
    lines,
    clientId: CLIENT_ID,
    clientSecret: SECRET,
    sessionToken,
    /** Time zones are asked for anew, as after an hour. */
    forgetTimeZones() {
      hours += 1;
    },
    /** The query with which Shopify opens a page of the app. */
    query: (token: string | null, more: Record<string, string> = {}) =>
      String(
        new URLSearchParams({
          embedded: "1",
          shop: SHOP,
          host: Buffer.from(`${SHOP}/admin`).toString("base64url"),
          ...(token === null ? {} : { id_token: token }),
          ...more,
        }),
      ),
    async stop() {
      for (const { stop } of processes) stop();
      sandbox.close();
      await vite.close();
      await database.drop();
    },
  };
}

async function listen(createApp: (url: string) => RequestListener) {
  const server = createHttpServer((request, response) => app(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = originOf(server.address());
  const app = createApp(url);
  return {
    url,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function originOf(address: string | { port: number } | null): string {
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
}
