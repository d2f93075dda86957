import { randomBytes } from "node:crypto";
import { createKarlaClient } from "@karla/api/client";
import { keepHeapSmall } from "@karla/store/keep-heap-small";
import { createKeyring, sealKeyOf } from "@karla/store/keyring";
import { migrate } from "@karla/store/migrate";
import { openDatabase } from "@karla/store/open-database";
import { openStore } from "@karla/store/open-store";
import { systemClock } from "@karla/sync/clock";
import { createWorker, type Worker } from "@karla/sync/create-worker";
import { karlaPort, readKarlaFailure } from "@karla/sync/karla-port";
import { runTurn } from "@karla/sync/run-turn";
import { sleep } from "@karla/sync/sleep";
import type { TurnDeps } from "@karla/sync/turn-deps";
import { normaliseShopify } from "../../../../app/shopify/normalise.ts";
import { runSystem } from "../drain-system.ts";
import { toEvent } from "../to-event.ts";
import { createChangingOrders } from "./changing-orders.ts";

/**
 * The product's whole turn, one event at a time: read the webhook, merge it into the order, decide what is owed (committed),
 * note that an attempt begins (committed), call, note its result (committed). Each event changes the order, so that each
 * leads to a call. `run-drain.ts` says why this stands beside the comparison and not in it.
 */
const silent = { info() {}, warn() {}, error() {} };
const WORKER = { leaseMs: 30_000, maxEvents: 1, pollMs: 50 };
const CALL_TIMEOUT_MS = 15_000;
const BATCH = 64;

keepHeapSmall();
await runSystem(async ({ databaseUrl, sinkUrl, concurrency }) => {
  const poolSize = Math.max(10, Math.ceil(concurrency / 2));
  const database = await openDatabase({ url: databaseUrl, dataDir: "", poolSize, log: silent });
  const { pool } = database;
  await migrate({ pool, dir: new URL("../../../../prisma/migrations/", import.meta.url), schema: "public" });
  const clock = systemClock(0);
  const master = createKeyring({ current: sealKeyOf(randomBytes(32)) });
  const store = openStore({ platform: "shopify", pool, master, clock, log: silent });
  const orders = createChangingOrders();
  const shopId = await store.shops.connect({
    platform: "shopify",
    domain: orders.shopDomain,
    connection: { slug: "drain", username: "drain", key: "drain" },
    settings: orders.settings,
  });
  await store.shops.noteCoreSync(shopId, "free");
  const elsewhere = () => Promise.reject(new Error("nothing here asks the shop"));
  const depsFor = (slug: string): TurnDeps => {
    const credentials = { username: slug, key: slug };
    const karla = karlaPort(createKarlaClient({ baseUrl: sinkUrl, slug, credentials, timeoutMs: CALL_TIMEOUT_MS }));
    return {
      lanes: store.lanes,
      shops: store.shops,
      mappings: store.mappings,
      breakers: store.breakers,
      problems: store.problems,
      inbox: store.inbox,
      erasures: store.erasures,
      erase: async () => null,
      clock,
      random: Math.random,
      normalise: { shopify: normaliseShopify },
      onError: (error) => process.stderr.write(`${error}\n`),
      callTimeoutMs: CALL_TIMEOUT_MS,
      karlaFor: () => karla,
      coreSyncs: async () => false,
      reader: { read: elsewhere, readExtras: elsewhere, readPictures: elsewhere, picturesEvent: elsewhere },
      pictures: store.pictures,
      checkAccess: elsewhere,
      checkDrift: elsewhere,
      reconcile: elsewhere,
      certify: elsewhere,
      backfill: elsewhere,
      subscribe: elsewhere,
      catalogue: null,
      syncProducts: elsewhere,
      announcer: null,
      parcels: null,
      karlaEvents: store.karlaEvents,
      muted: store.muted,
      triggerUses: store.triggerUses,
      readFailure: readKarlaFailure,
      observe: () => {},
      failpoint: () => {},
    };
  };
  let worker: Worker | undefined;
  return {
    async fill(jobs) {
      for (let from = 0; from < jobs.length; from += BATCH) {
        const batch = jobs.slice(from, from + BATCH);
        await store.inbox.accept(batch.map((job) => toEvent(shopId, job, orders.webhookOf(job))));
      }
    },
    async start({ acknowledged, run }) {
      const deps = depsFor(run);
      worker = createWorker(
        {
          lanes: store.lanes,
          clock,
          log: silent,
          sleep,
          async runTurn(turn) {
            const outcome = await runTurn(turn, deps);
            if (outcome === "done") acknowledged(turn.events.length);
            return outcome;
          },
        },
        { concurrency, ...WORKER },
      );
      worker.start();
    },
    stop: async () => worker?.stop(),
    async left() {
      const text = `SELECT (SELECT count(*)::int FROM inbox_event WHERE state <> 'done')
        + (SELECT count(*)::int FROM outbox WHERE state <> 'delivered') AS left`;
      const { rows } = await pool.query<{ left: number }>(text);
      return rows[0]?.left ?? Number.NaN;
    },
    async analyse() {
      await pool.query("VACUUM ANALYZE");
    },
    close: () => database.close(),
  };
});
