import { randomBytes, randomUUID } from "node:crypto";
import { setImmediate as pause, setTimeout as wait } from "node:timers/promises";
import type { KarlaClient } from "@karla/api/client";
import { keepHeapSmall } from "@karla/store/keep-heap-small";
import { createCertifier } from "@karla/sync/certifier";
import { createDriftCheck } from "@karla/sync/check-drift";
import { readCoreSync } from "@karla/sync/connect-shop";
import { coreOrders } from "@karla/sync/core-orders";
import { createWorker } from "@karla/sync/create-worker";
import type { KarlaPort } from "@karla/sync/deliver-effect";
import { createEraser } from "@karla/sync/eraser";
import type { CallFailure } from "@karla/sync/judge-failure";
import { karlaPort, readKarlaFailure } from "@karla/sync/karla-port";
import type { Normalise } from "@karla/sync/normalise";
import { normaliseKarla } from "@karla/sync/normalise-karla";
import { openBackfill } from "@karla/sync/open-backfill";
import type { OrderFiles } from "@karla/sync/order-files";
import type { OrderWalk } from "@karla/sync/order-walk";
import type { ParcelNotes } from "@karla/sync/parcel-notes";
import type { ProductReader } from "@karla/sync/product-reader";
import { createReconciler, type ReconcilerDeps } from "@karla/sync/reconciler";
import { runTurn } from "@karla/sync/run-turn";
import type { ShopAnnouncer } from "@karla/sync/shop-announcer";
import type { Connection } from "@karla/sync/shops";
import { sleep } from "@karla/sync/sleep";
import { createSubscriber } from "@karla/sync/subscriber";
import type { TurnDeps } from "@karla/sync/turn-deps";
import { coreClientOf } from "./core-client-of.ts";
import type { ProcessEnv } from "./env.ts";
import { createFailpoint } from "./failpoint.ts";
import {
  breakersWithout,
  bulkWithout,
  eraseWithout,
  erasuresWithout,
  failuresWithout,
  lanesWithout,
  normaliseWithout,
  portWithout,
  randomWithout,
  walkWithout,
} from "./guards.ts";
import { webhookPathOf } from "./karla-webhooks/webhook-path.ts";
import { onStop } from "./on-stop.ts";
import { openProducts } from "./open-products.ts";
import { openRuntime, type Runtime } from "./open-runtime.ts";
import { openSweeper } from "./open-sweeper.ts";
import { poisonedBy } from "./poisoned-by.ts";
import { sabotageAnnouncer, sabotageDeliveries, sabotageShops } from "./sabotage.ts";
import { type Traffic, watchTraffic } from "./watch-traffic.ts";

/** What a platform's adapter brings to the engine. */
export interface PlatformAdapter
  extends Pick<ReconcilerDeps, "everyMs" | "announces" | "restoreMessages" | "tellMerchant"> {
  normalise: Normalise;
  /** Reads an error of the platform's API; null for any other error. */
  readFailure: (error: unknown) => CallFailure | null;
  reader: TurnDeps["reader"];
  walk: OrderWalk;
  files: OrderFiles;
  checkAccess: TurnDeps["checkAccess"];
  /** The shop's catalogue; null where the platform brings none. */
  products: ProductReader | null;
  /** Null where the platform cannot be told what Karla knows. */
  announcer: ShopAnnouncer | null;
  /** Null where the platform does not show what happens to parcels. */
  parcelNotes: ParcelNotes | null;
  /** Origin under which the core reaches the receiver. Without it the core is not asked to send anything. */
  publicUrl?: string | undefined;
}

/** The worker of one platform's shops: merges what the inbox holds and gives the core what it lacks. Ends when it is told to. */
export async function runWorker<Env extends ProcessEnv>(
  env: Env,
  platform: Runtime["platform"],
  open: (runtime: Runtime) => PlatformAdapter,
): Promise<void> {
  keepHeapSmall();
  const poolSize = Math.max(env.DATABASE_POOL, Math.ceil(env.WORKER_CONCURRENCY / 2));
  const runtime = await openRuntime(env, { name: "worker", platform, poolSize });
  const { log, clock, metrics } = runtime;
  const traffic = watchTraffic(clock);
  const deps = turnDepsOf(runtime, open(runtime), traffic);
  const worker = createWorker(
    {
      lanes: deps.lanes,
      clock,
      log,
      async runTurn(turn, leave) {
        traffic.passes(turn.lease.laneKey);
        const outcome = await runTurn(turn, deps, leave);
        metrics.turnEnded(outcome);
        return outcome;
      },
      sleep,
    },
    { concurrency: env.WORKER_CONCURRENCY, leaseMs: env.WORKER_LEASE_MS, maxEvents: 20, pollMs: env.WORKER_POLL_MS },
  );
  const sweeper = openSweeper(runtime);
  worker.start();
  sweeper.start();
  log.info({ url: runtime.metricsUrl }, "listening");
  onStop(async () => {
    await Promise.all([worker.stop(), sweeper.stop()]);
    await runtime.close();
  }, env.KARLA_GUARD_OFF);
}

function turnDepsOf(runtime: Runtime, adapter: PlatformAdapter, traffic: Traffic): TurnDeps {
  const { env, platform, store, database, clock, log } = runtime;
  const guard = env.KARLA_GUARD_OFF;
  const coreOf = rememberCores(runtime);
  const normalise = {
    [platform]: normaliseWithout(guard, poisonedBy(env.KARLA_POISON_LANE, adapter.normalise)),
    karla: normaliseWithout(guard, normaliseKarla),
  };
  const readFailure = failuresWithout(guard, (error) => adapter.readFailure(error) ?? readKarlaFailure(error));
  const { checkAccess } = adapter;
  const deps: TurnDeps = {
    lanes: lanesWithout(guard, store.lanes, database.pool),
    shops: sabotageShops(store.shops, env.KARLA_SABOTAGE),
    mappings: store.mappings,
    breakers: breakersWithout(guard, store.breakers),
    problems: store.problems,
    clock,
    random: randomWithout(guard),
    normalise,
    onError: (error, event) =>
      log.error({ err: error, topic: event.topic, failures: event.failures }, "event could not be processed"),
    callTimeoutMs: env.WORKER_CALL_TIMEOUT_MS,
    karlaFor: (connection) => portWithout(guard, coreOf(connection).port),
    coreSyncs: async (connection) => (await readCoreSync(coreOf(connection).client)) !== null,
    reconcile: createReconciler({ ...store, ...adapter, walk: walkWithout(guard, adapter.walk), clock }),
    certify: createCertifier({
      ...store,
      walk: adapter.walk,
      coreOf: (connection) => coreOrders(coreOf(connection).client),
      readFailure: readKarlaFailure,
      clock,
    }),
    backfill: openBackfill({
      turns: () => deps,
      lanes: lanesWithout(guard, store.bulkLanes, database.pool),
      files: adapter.files,
      backfills: store.backfills,
      bulkFor: (connection) => bulkWithout(guard, coreOf(connection).client),
      leaseMs: env.WORKER_LEASE_MS,
      sleep: (ms) => wait(ms),
      pause,
      isLive: traffic.isLive,
      onUnfinished: (error) => log.error({ err: error }, "an imported order could not be finished"),
    }),
    subscribe: subscribeTo(runtime, adapter, (connection) => coreOf(connection).client),
    ...openProducts(runtime, {
      reader: adapter.products,
      clientOf: (connection) => coreOf(connection).client,
      turns: () => deps,
      lanes: lanesWithout(guard, store.bulkLanes, database.pool),
    }),
    announcer: sabotageAnnouncer(adapter.announcer, env.KARLA_SABOTAGE),
    karlaEvents: store.karlaEvents,
    muted: store.muted,
    triggerUses: store.triggerUses,
    parcels: adapter.parcelNotes && { write: adapter.parcelNotes.write, owe: store.oweParcels },
    checkDrift: createDriftCheck({ ...store, pause }),
    reader: adapter.reader,
    checkAccess,
    pictures: store.pictures,
    inbox: store.inbox,
    readFailure,
    erasures: erasuresWithout(guard, store.erasures),
    erase: eraseWithout(guard, createEraser({ ...store, normalise, checkAccess, readFailure, clock })),
    observe: observeOn(runtime),
    failpoint: createFailpoint(env.KARLA_FAILPOINT),
  };
  return deps;
}

function subscribeTo(
  { store, clock }: Runtime,
  { announcer, publicUrl }: PlatformAdapter,
  coreOf: (connection: Connection) => KarlaClient,
): TurnDeps["subscribe"] {
  if (announcer === null || publicUrl === undefined) return null;
  const origin = publicUrl.replace(/\/+$/, "");
  return createSubscriber({
    ...store,
    webhooks: store.karlaWebhooks,
    coreOf,
    urlOf: (id) => `${origin}${webhookPathOf(id)}`,
    newId: randomUUID,
    newSecret: () => randomBytes(32).toString("hex"),
    clock,
  });
}

/** One client and one port for each connection, as long as the process lives. */
function rememberCores({ env, clock }: Runtime): (connection: Connection) => { client: KarlaClient; port: KarlaPort } {
  const clientOf = coreClientOf(env, clock);
  const cores = new Map<string, { client: KarlaClient; port: KarlaPort }>();
  return (connection) => {
    const id = JSON.stringify([connection.slug, connection.username, connection.key]);
    const known = cores.get(id);
    if (known) return known;
    const client = clientOf(connection);
    const core = { client, port: sabotageDeliveries(karlaPort(client), env.KARLA_SABOTAGE) };
    cores.set(id, core);
    return core;
  };
}

function observeOn({ metrics, log }: Runtime): TurnDeps["observe"] {
  return ({ shopId, laneKey }, { item, state, reason, detail, httpStatus, tried, durationMs }) => {
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
    // What is owed for good is pending again as soon as it is done, and has no reason then.
    if (state === "delivered" || reason === null) log.debug(fields, "delivered");
    else log.warn({ ...fields, state, reason, detail }, "not delivered");
  };
}
