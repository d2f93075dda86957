import { createReceiver } from "@karla/receiver/receiver";
import { readMasterKeys } from "@karla/store/master-key";
import { migrate } from "@karla/store/migrate";
import { openDatabase } from "@karla/store/open-database";
import { openStore } from "@karla/store/open-store";
import { systemClock } from "@karla/sync/clock";
import { shopIdOf } from "@karla/sync/ids";
import { coreClientOf } from "./core-client-of.ts";
import { readEnv } from "./env.ts";
import { createFailpoint } from "./failpoint.ts";
import { inboxWithout, limitsWithout, logOutputWithout } from "./guards.ts";
import { importFirst } from "./import-first.ts";
import { knownWhenInstalled } from "./known-when-installed.ts";
import { createLazyListener } from "./lazy-listener.ts";
import { createLog } from "./log.ts";
import { createMetrics, serveMetrics } from "./metrics.ts";
import { onStop } from "./on-stop.ts";
import { sabotageInbox } from "./sabotage.ts";
import { SHOPIFY_TOPICS } from "./shopify/topics.ts";
import { createShopifyVerifier } from "./shopify/verify-webhook.ts";

/**
 * The receiver: takes webhooks, commits them, answers. Behind it, in the same process, the merchant's admin. Everything
 * else is the worker's.
 */
const env = readEnv();
const log = createLog(env.LOG_LEVEL, "receiver", logOutputWithout(env.KARLA_GUARD_OFF));
const clock = systemClock(env.KARLA_CLOCK_OFFSET_MS);
const database = await openDatabase({
  url: env.DATABASE_URL,
  dataDir: env.KARLA_DATA_DIR,
  poolSize: env.DATABASE_POOL,
  log,
});
await migrate({ pool: database.pool, dir: new URL("../prisma/migrations/", import.meta.url), schema: "public" });
const master = readMasterKeys({
  dataDir: env.KARLA_DATA_DIR,
  current: env.KARLA_MASTER_KEY,
  previous: env.KARLA_MASTER_KEYS_PREVIOUS,
});
const store = openStore({ pool: database.pool, master, clock, log });
const metrics = createMetrics();
const metricsServer = await serveMetrics(metrics, env.METRICS_PORT);

/** Libraries of the admin take a second to load; the first webhook shall not wait for them. */
async function loadAdmin() {
  const [{ loadAdmin }, { createServices }, { openSessionStorage }, { createRefreshLease }] = await Promise.all([
    import("./load-admin.ts"),
    import("./services.server.ts"),
    import("@karla/store/session-store"),
    import("@karla/store/refresh-lease"),
  ]);
  return loadAdmin({
    env,
    appUrl: env.SHOPIFY_APP_URL ?? url,
    services: () => createServices({ store, coreOf: coreClientOf(env, clock), clock }),
    sessionStorage: () =>
      knownWhenInstalled(openSessionStorage({ pool: database.pool, master }), async (shop) => {
        await store.shops.makeKnown(shop);
        const shopId = shopIdOf(shop.platform, shop.domain);
        await store.standing.begin(shopId);
        await importFirst(store, shopId, clock.now());
      }),
    refreshLease: createRefreshLease({ pool: database.pool, clock }),
    accessEndedAt: store.shops.accessEndedAt,
    clock,
    log,
  });
}

const receiver = createReceiver({
  routes: new Map([
    [
      "/webhooks/shopify",
      createShopifyVerifier({ secrets: [env.SHOPIFY_API_SECRET, ...env.SHOPIFY_API_SECRETS_PREVIOUS] }),
    ],
  ]),
  sources: new Map([["/webhooks/shopify", "shopify"]]),
  topics: new Set(SHOPIFY_TOPICS.keys()),
  inbox: inboxWithout(env.KARLA_GUARD_OFF, sabotageInbox(store.inbox, env.KARLA_SABOTAGE)),
  limits: limitsWithout(env.KARLA_GUARD_OFF),
  failpoint: createFailpoint(env.KARLA_FAILPOINT),
  clock,
  metrics,
  log: {
    debug: (message, fields) => log.debug(fields, message),
    info: (message, fields) => log.info(fields, message),
    warn: (message, fields) => log.warn(fields, message),
  },
  ready: async () => (await database.pool.query("SELECT 1")).rowCount === 1,
  fallback: createLazyListener({
    load: loadAdmin,
    onError: (error) => log.error({ err: error }, "the admin could not be loaded"),
  }),
});
const { url } = await receiver.listen(env.PORT, env.HOST);
log.info({ url, metricsUrl: metricsServer.url }, "listening");

onStop(async () => {
  await receiver.stop();
  metricsServer.close();
  await database.close();
  log.info({}, "stopped");
});
