import { setTimeout as sleep } from "node:timers/promises";
import { readMasterKeys } from "@karla/store/master-key";
import { migrate } from "@karla/store/migrate";
import { type Database, openDatabase } from "@karla/store/open-database";
import { openStore, type Store } from "@karla/store/open-store";
import { openSharedClock } from "@karla/store/shared-clock";
import { type Clock, systemClock } from "@karla/sync/clock";
import type { Platform } from "@karla/sync/ids";
import type { Pool } from "pg";
import type { Logger } from "pino";
import type { ProcessEnv } from "./env.ts";
import { clockWithout, conflictsWithout, databaseLimitsWithout, logOutputWithout, randomWithout } from "./guards.ts";
import { createLog } from "./log.ts";
import { createMetrics, type Metrics, serveMetrics } from "./metrics.ts";

const MIGRATIONS = new URL("../../../prisma/migrations/", import.meta.url);

/** A sender waits two seconds for its answer. */
const RECEIVER_LIMITS = { connectMs: 1_000, answerMs: 10_000, acceptMs: 1_500 };
const WORKER_CONNECT_MS = 10_000;
const CONFLICT_RETRIES = 3;

/** What every process of ours stands on. */
export interface Runtime {
  env: ProcessEnv;
  /** Whose shops these are. */
  platform: Platform;
  log: Logger;
  clock: Clock;
  database: Database;
  master: ReturnType<typeof readMasterKeys>;
  store: Store;
  /**
   * The same store on another pool of the same server, which is named so in the metrics. `connectMs`: for how long a connection is waited
   * for there; all other limits are those of this process.
   */
  openStore(pool: string, size: { poolSize: number; connectMs: number }): { pool: Pool; store: Store };
  metrics: Metrics;
  metricsUrl: string;
  /** Last of all: nothing uses the database any more. */
  close(): Promise<void>;
}

/** Opens log, clock, database (with its schema up to date), keys, store and metrics. Rejects where one of them cannot be had. */
export async function openRuntime(
  env: ProcessEnv,
  { name, platform, poolSize }: { name: "receiver" | "worker"; platform: Platform; poolSize: number },
): Promise<Runtime> {
  const log = createLog(env.LOG_LEVEL, name, logOutputWithout(env.KARLA_GUARD_OFF));
  const limits = databaseLimitsWithout(env.KARLA_GUARD_OFF, limitsOf(name, env));
  const database = await openDatabase({ url: env.DATABASE_URL, dataDir: env.KARLA_DATA_DIR, poolSize, limits, log });
  const host = systemClock(env.KARLA_HOST_SKEW_MS);
  const shared = clockWithout(env.KARLA_GUARD_OFF, host, await openSharedClock({ pool: database.pool, host, log }));
  const clock = { now: () => shared.now() + env.KARLA_CLOCK_OFFSET_MS };
  await migrate({ pool: database.pool, dir: MIGRATIONS, schema: "public" });
  const master = readMasterKeys({
    dataDir: env.KARLA_DATA_DIR,
    current: env.KARLA_MASTER_KEY,
    previous: env.KARLA_MASTER_KEYS_PREVIOUS,
  });
  const accepting = conflictsWithout(env.KARLA_GUARD_OFF, {
    withinMs: limits.acceptMs,
    retries: CONFLICT_RETRIES,
    random: randomWithout(env.KARLA_GUARD_OFF),
    sleep: (ms) => sleep(ms),
  });
  const storeOn = (pool: Pool) => openStore({ pool, master, platform, clock, log, accepting });
  const pools = new Map([["main", database.pool]]);
  const metrics = createMetrics();
  metrics.watchPools(pools);
  const server = await serveMetrics(metrics, env.METRICS_PORT);
  return {
    env,
    platform,
    log,
    clock,
    database,
    master,
    store: storeOn(database.pool),
    openStore(name, { poolSize, connectMs }) {
      const patient = databaseLimitsWithout(env.KARLA_GUARD_OFF, { ...limits, connectMs });
      const pool = database.openPool({ poolSize, limits: patient });
      pools.set(name, pool);
      return { pool, store: storeOn(pool) };
    },
    metrics,
    metricsUrl: server.url,
    async close() {
      server.close();
      shared.close();
      await database.close();
      log.info({}, "stopped");
    },
  };
}

function limitsOf(name: "receiver" | "worker", { DATABASE_STATEMENT_MS: statementMs }: ProcessEnv) {
  // The server says first that a statement took too long, where it can.
  const answerMs = statementMs + 1_000;
  if (name === "worker") return { connectMs: WORKER_CONNECT_MS, statementMs, answerMs, acceptMs: answerMs };
  return { ...RECEIVER_LIMITS, statementMs, answerMs: Math.min(RECEIVER_LIMITS.answerMs, answerMs) };
}
