import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { MerchantServices } from "@karla/runtime/merchant-services";
import type { Clock } from "@karla/sync/clock";
import type { ShopNames } from "@karla/sync/shop-names";
import type { ServerBuild } from "@remix-run/node";
import type { Logger } from "pino";
import { createAdminContext } from "./admin-context.ts";
import type { Env } from "./env.ts";
import { keptFresh } from "./kept-fresh.ts";
import { knownWhenInstalled } from "./known-when-installed.ts";
import type { Loaded } from "./lazy-listener.ts";
import { createAdminServer } from "./server.ts";
import { createSessionLimit } from "./session-limit.ts";
import { createShopRegister, type ShopRegisterDeps } from "./shop-register.ts";
import { createTimeZones } from "./shop-time-zone.ts";
import { createAdminHttp } from "./shopify/admin/admin-http.ts";
import { createAskIdentity } from "./shopify/admin/ask-identity.ts";
import { identityWithout } from "./shopify/admin/identity-without.ts";
import { leaseWithout } from "./shopify/admin/lease-without.ts";
import { createShopAccess, type ShopAccessDeps } from "./shopify/admin/shop-access.ts";
import { createShopify } from "./shopify.server.ts";

const SERVER_BUILD = new URL("../build/server/index.js", import.meta.url);
const CLIENT_DIR = fileURLToPath(new URL("../build/client", import.meta.url));

/** The admin out of the build, or why there is none. */
export async function loadAdmin(deps: {
  env: Env;
  /** The app's client secret; while it is rotated, the former ones too. */
  secrets: readonly string[];
  /** Where the app is reached. */
  appUrl: string;
  /** Both are made only where there is an admin. */
  services: () => MerchantServices;
  sessionStorage: () => Parameters<typeof createShopify>[0]["sessionStorage"] & ShopAccessDeps["sessions"];
  /** Who of all processes refreshes a shop's token. */
  refreshLease: ShopAccessDeps["lease"];
  /** Which shops have been met under which names. */
  names: ShopRegisterDeps["names"] & Pick<ShopNames, "tenantNamed">;
  /** Makes known that the app is installed in the shop of this name. */
  makeKnown: ShopRegisterDeps["makeKnown"];
  /** When the app's access to a shop was found to have ended, in milliseconds since the epoch. */
  accessEndedAt: (shop: string) => Promise<number | null>;
  clock: Clock;
  log: Logger;
}): Promise<Loaded> {
  const { env, secrets, appUrl, log } = deps;
  const apiKey = env.SHOPIFY_API_KEY;
  if (apiKey === undefined)
    return { outcome: "unavailable", sentence: "The admin is off: SHOPIFY_API_KEY is not set." };
  if (!existsSync(SERVER_BUILD)) {
    return {
      outcome: "unavailable",
      sentence: "The admin is not built yet: npm start does it, or npx remix vite:build.",
    };
  }
  const build: ServerBuild = await import(SERVER_BUILD.href);
  const services = deps.services();
  const hurried = { sandboxOrigin: env.SHOPIFY_SANDBOX_ORIGIN ?? null, fetch, now: deps.clock.now };
  const ask = createAskIdentity({
    ...hurried,
    onError: (error) => log.warn({ err: error }, "a shop did not say which one it is"),
  });
  const { names, makeKnown } = deps;
  const register = createShopRegister({ ask: identityWithout(env.KARLA_GUARD_OFF, ask), names, makeKnown });
  const stored = knownWhenInstalled(deps.sessionStorage(), register);
  const access = createShopAccess({
    ...createAdminHttp({ sandboxOrigin: env.SHOPIFY_SANDBOX_ORIGIN, clock: deps.clock }),
    sessions: stored,
    lease: leaseWithout(env.KARLA_GUARD_OFF, deps.refreshLease),
    clientId: apiKey,
    clientSecrets: secrets,
  });
  const sessionStorage = keptFresh(stored, {
    access,
    tenantOf: (domain) => names.tenantNamed("shopify", domain),
    now: deps.clock.now,
  });
  const shopify = createShopify({ env, secrets, apiKey, appUrl, sessionStorage, fetch, log });
  const timeZoneOf = createTimeZones({
    ...hurried,
    sessions: sessionStorage,
    onError: (error) => log.warn({ err: error }, "a shop's time zone could not be read"),
  });
  const { accessEndedAt } = deps;
  const limit = createSessionLimit();
  const listener = createAdminServer({
    build,
    context: () =>
      createAdminContext({
        env,
        apiKey,
        services,
        shopify,
        timeZoneOf,
        accessEndedAt,
        look: register.look,
        limit,
        log,
      }),
    clientDir: CLIENT_DIR,
    appUrl,
    log,
  });
  return { outcome: "loaded", listener };
}
