import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { createAgents } from "@karla/api/agents";
import { createKarlaClient } from "@karla/api/client";
import { createAdminApi } from "@karla/sandbox/admin-api";
import { createAdminTokens } from "@karla/sandbox/admin-tokens";
import { signSessionToken } from "@karla/sandbox/session-token";
import type { ServerBuild } from "@remix-run/node";
import { pino } from "pino";
import { createServer as createVite } from "vite";
import { createAdminContext } from "../../app/admin-context.ts";
import { createAdminServer } from "../../app/server.ts";
import { createServices } from "../../app/services.server.ts";
import { createTimeZones } from "../../app/shop-time-zone.ts";
import { createShopify } from "../../app/shopify.server.ts";
import { createKeyring, sealKeyOf } from "../../packages/store/src/keyring.ts";
import { openStore } from "../../packages/store/src/open-store.ts";
import { openSessionStorage } from "../../packages/store/src/session-store.ts";
import { migratedDatabase } from "../setup/migrated-database.ts";
import { quietLog } from "../setup/quiet-log.ts";

const SECRET = "hush-hush";
const CLIENT_ID = "client-id";
export const SHOP = "tea.myshopify.com";

/** The admin over HTTP, from its sources, on a database of its own, with the sandbox's admin behind it. */
export async function startAdmin() {
  const database = await migratedDatabase();
  const { pool } = database;
  let hours = 0;
  const clock = { now: () => Date.now() };
  const master = createKeyring({ current: sealKeyOf(randomBytes(32)) });
  const store = openStore({ pool, master, clock, log: quietLog });
  const sessionStorage = openSessionStorage({ pool, master });
  const tokens = createAdminTokens({ ...clock, secret: () => randomBytes(8).toString("hex"), scopes: ["read_orders"] });
  const shops = new Map([[SHOP, { books: () => [] }]]);
  const api = createAdminApi({ shops, clientId: CLIENT_ID, clientSecret: SECRET, ...clock, tokens });
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

  const server = createHttpServer((request, response) => app(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = originOf(server.address());
  const env = {
    SHOPIFY_API_SECRET: SECRET,
    SHOPIFY_SANDBOX_ORIGIN: sandboxOrigin,
    APP_BRIDGE_URL: `${sandboxOrigin}/app-bridge.js`,
  };
  const shopify = createShopify({ env, apiKey: CLIENT_ID, appUrl: url, sessionStorage, fetch, log });
  const agents = createAgents();
  const services = createServices({
    store,
    // Nobody listens on port 9.
    coreOf: ({ slug, ...credentials }) =>
      createKarlaClient({ baseUrl: "http://127.0.0.1:9", slug, credentials, timeoutMs: 1_000, clock, agents }),
  });
  const timeZoneOf = createTimeZones({
    sessions: sessionStorage,
    sandboxOrigin,
    fetch,
    now: () => Date.now() + hours * 3_600_000,
    onError: () => {},
  });
  const app = createAdminServer({
    build,
    context: () => createAdminContext({ env, apiKey: CLIENT_ID, services, shopify, timeZoneOf, log }),
    clientDir,
    https: false,
    log,
  });
  const sessionToken = (changes: { shop?: string; clientSecret?: string; now?: number } = {}) =>
    signSessionToken({
      shop: SHOP,
      clientId: CLIENT_ID,
      clientSecret: SECRET,
      now: clock.now(),
      userId: "1",
      ...changes,
    });
  return {
    url,
    sandboxOrigin,
    pool,
    store,
    tokens,
    lines,
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
      server.closeAllConnections();
      server.close();
      sandbox.close();
      await vite.close();
      await database.drop();
    },
  };
}

function originOf(address: string | { port: number } | null): string {
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
}
