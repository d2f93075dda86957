import { setImmediate as pause, setTimeout as wait } from "node:timers/promises";
import type { KarlaClient } from "@karla/api/client";
import { countBodiesAsHeap } from "@karla/store/count-bodies-as-heap";
import { readMasterKeys } from "@karla/store/master-key";
import { migrate } from "@karla/store/migrate";
import { openDatabase } from "@karla/store/open-database";
import { openStore } from "@karla/store/open-store";
import { createRefreshLease } from "@karla/store/refresh-lease";
import { openSessionStorage } from "@karla/store/session-store";
import { createCertifier } from "@karla/sync/certifier";
import { createDriftCheck } from "@karla/sync/check-drift";
import { systemClock } from "@karla/sync/clock";
import { readCoreSync } from "@karla/sync/connect-shop";
import { coreOrders } from "@karla/sync/core-orders";
import { createWorker } from "@karla/sync/create-worker";
import type { KarlaPort } from "@karla/sync/deliver-effect";
import { karlaPort, readKarlaFailure } from "@karla/sync/karla-port";
import { openBackfill } from "@karla/sync/open-backfill";
import { createReconciler } from "@karla/sync/reconciler";
import { runTurn } from "@karla/sync/run-turn";
import type { Connection } from "@karla/sync/shops";
import { sleep } from "@karla/sync/sleep";
import type { TurnDeps } from "@karla/sync/turn-deps";
import { coreClientOf } from "./core-client-of.ts";
import { readEnv } from "./env.ts";
import { createFailpoint } from "./failpoint.ts";
import {
  breakersWithout,
  bulkWithout,
  failuresWithout,
  lanesWithout,
  logOutputWithout,
  normaliseWithout,
  randomWithout,
  walkWithout,
} from "./guards.ts";
import { createLog } from "./log.ts";
import { createMetrics, serveMetrics } from "./metrics.ts";
import { onStop } from "./on-stop.ts";
import { poisonedBy } from "./poisoned-by.ts";
import { sabotageDeliveries, sabotageShops } from "./sabotage.ts";
import { createAdminHttp } from "./shopify/admin/admin-http.ts";
import { createAccessCheck } from "./shopify/admin/create-access-check.ts";
import { createOrderReader, readAdminFailure } from "./shopify/admin/create-order-reader.ts";
import { createOrderWalk } from "./shopify/admin/create-order-walk.ts";
import { createOrderFiles } from "./shopify/admin/order-files/create-order-files.ts";
import { createShopAccess } from "./shopify/admin/shop-access.ts";
import { normaliseShopify } from "./shopify/normalise.ts";

/** The worker: merges what the inbox holds and gives the core what it lacks. */
countBodiesAsHeap();
const env = readEnv();
const log = createLog(env.LOG_LEVEL, "worker", logOutputWithout(env.KARLA_GUARD_OFF));
const clock = systemClock(env.KARLA_CLOCK_OFFSET_MS);
const poolSize = Math.max(env.DATABASE_POOL, Math.ceil(env.WORKER_CONCURRENCY / 2));
const database = await openDatabase({ url: env.DATABASE_URL, dataDir: env.KARLA_DATA_DIR, poolSize, log });
await migrate({ pool: database.pool, dir: new URL("../prisma/migrations/", import.meta.url), schema: "public" });
const master = readMasterKeys({
  dataDir: env.KARLA_DATA_DIR,
  current: env.KARLA_MASTER_KEY,
  previous: env.KARLA_MASTER_KEYS_PREVIOUS,
});
const store = openStore({ pool: database.pool, master, clock, log });
const lanes = lanesWithout(env.KARLA_GUARD_OFF, store.lanes, database.pool);
const metrics = createMetrics();
const metricsServer = await serveMetrics(metrics, env.METRICS_PORT);

const clientOf = coreClientOf(env, clock);
const cores = new Map<string, { client: KarlaClient; port: KarlaPort }>();
function coreOf(connection: Connection): { client: KarlaClient; port: KarlaPort } {
  const id = JSON.stringify([connection.slug, connection.username, connection.key]);
  const known = cores.get(id);
  if (known) return known;
  const client = clientOf(connection);
  const core = { client, port: sabotageDeliveries(karlaPort(client), env.KARLA_SABOTAGE) };
  cores.set(id, core);
  return core;
}

const sessions = openSessionStorage({ pool: database.pool, master });
const http = createAdminHttp({ sandboxOrigin: env.SHOPIFY_SANDBOX_ORIGIN, clock });
const access = createShopAccess({
  ...http,
  sessions,
  lease: createRefreshLease({ pool: database.pool, clock }),
  clientId: env.SHOPIFY_API_KEY ?? "",
  clientSecret: env.SHOPIFY_API_SECRET,
});
const { domainOf } = store.shops;
const walk = createOrderWalk({ ...http, domainOf, access });

const deps: TurnDeps = {
  lanes,
  shops: sabotageShops(store.shops, env.KARLA_SABOTAGE),
  breakers: breakersWithout(env.KARLA_GUARD_OFF, store.breakers),
  problems: store.problems,
  clock,
  random: randomWithout(env.KARLA_GUARD_OFF),
  normalise: { shopify: normaliseWithout(env.KARLA_GUARD_OFF, poisonedBy(env.KARLA_POISON_LANE, normaliseShopify)) },
  onError: (error, event) =>
    log.error({ err: error, topic: event.topic, failures: event.failures }, "event could not be processed"),
  callTimeoutMs: env.WORKER_CALL_TIMEOUT_MS,
  karlaFor: (connection) => coreOf(connection).port,
  async coreSyncs(connection) {
    const result = await readCoreSync(coreOf(connection).client);
    return result !== null;
  },
  reconcile: createReconciler({ ...store, walk: walkWithout(env.KARLA_GUARD_OFF, walk), clock }),
  certify: createCertifier({
    ...store,
    walk,
    coreOf: (connection) => coreOrders(coreOf(connection).client),
    readFailure: readKarlaFailure,
    clock,
  }),
  backfill: openBackfill({
    turns: () => deps,
    lanes: lanesWithout(env.KARLA_GUARD_OFF, store.bulkLanes, database.pool),
    files: createOrderFiles({ ...http, domainOf, access }),
    backfills: store.backfills,
    bulkFor: (connection) => bulkWithout(env.KARLA_GUARD_OFF, coreOf(connection).client),
    leaseMs: env.WORKER_LEASE_MS,
    sleep: (ms) => wait(ms),
    onUnfinished: (error) => log.error({ err: error }, "an imported order could not be finished"),
  }),
  checkDrift: createDriftCheck({ ...store, pause }),
  reader: createOrderReader({ ...http, domainOf, access }),
  checkAccess: createAccessCheck({ ...http, domainOf, access, sessions }),
  inbox: store.inbox,
  readFailure: failuresWithout(env.KARLA_GUARD_OFF, (error) => readAdminFailure(error) ?? readKarlaFailure(error)),
  observe({ shopId, laneKey }, { item, state, reason, detail, httpStatus, tried, durationMs }) {
    if (!tried) return;
    const statusClass = httpStatus === null ? "none" : `${Math.floor(httpStatus / 100)}xx`;
    metrics.delivered(
      { effect: item.effect, outcome: state, reason: reason ?? "", status_class: statusClass },
      durationMs / 1_000,
    );
    const fields = {
      shopId,
      lane: laneKey,
      effect: item.effect,
      attempt: item.finished + 1,
      status: httpStatus,
      ms: durationMs,
    };
    // What is owed for good is pending again as soon as it is done.
    if (state === "delivered" || (httpStatus === 200 && reason === null)) log.debug(fields, "delivered");
    else log.warn({ ...fields, state, reason, detail }, "not delivered");
  },
  failpoint: createFailpoint(env.KARLA_FAILPOINT),
};

const worker = createWorker(
  {
    lanes,
    clock,
    log,
    async runTurn(turn, leave) {
      const outcome = await runTurn(turn, deps, leave);
      metrics.turnEnded(outcome);
      return outcome;
    },
    sleep,
  },
  { concurrency: env.WORKER_CONCURRENCY, leaseMs: env.WORKER_LEASE_MS, maxEvents: 20, pollMs: env.WORKER_POLL_MS },
);
worker.start();
log.info({ url: metricsServer.url }, "listening");

onStop(async () => {
  await worker.stop();
  metricsServer.close();
  await database.close();
  log.info({}, "stopped");
});
