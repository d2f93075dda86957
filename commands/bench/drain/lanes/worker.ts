import { randomBytes } from "node:crypto";
import { setImmediate as pause } from "node:timers/promises";
import { keepHeapSmall } from "@karla/store/keep-heap-small";
import { createKeyring, sealKeyOf } from "@karla/store/keyring";
import { migrate } from "@karla/store/migrate";
import { openDatabase } from "@karla/store/open-database";
import { openStore } from "@karla/store/open-store";
import { systemClock } from "@karla/sync/clock";
import { createWorker, type Worker } from "@karla/sync/create-worker";
import { shopIdOf } from "@karla/sync/ids";
import type { LaneEvent, Lanes } from "@karla/sync/lanes";
import { sleep } from "@karla/sync/sleep";
import { JobName } from "../drain-job.ts";
import { runSystem } from "../drain-system.ts";
import { toEvent } from "../to-event.ts";

/** The product's lanes as a queue. What of it is the product's own, and what is not, is said in `run-drain.ts`. */
const silent = { info() {}, warn() {}, error() {} };
/** As in the worker's process. */
const WORKER = { leaseMs: 30_000, maxEvents: 20, pollMs: 50 };
const SHOP = shopIdOf("shopify", "drain.myshopify.com");
const BATCH = 64;

keepHeapSmall();
await runSystem(async ({ databaseUrl, concurrency }) => {
  const poolSize = Math.max(10, Math.ceil(concurrency / 2));
  const database = await openDatabase({ url: databaseUrl, dataDir: "", poolSize, log: silent });
  const { pool } = database;
  await migrate({ pool, dir: new URL("../../../../prisma/migrations/", import.meta.url), schema: "public" });
  const master = createKeyring({ current: sealKeyOf(randomBytes(32)) });
  const clock = systemClock(0);
  const { inbox, lanes } = openStore({ platform: "shopify", pool, master, clock, log: silent });
  // Read when they are fetched, as the drivers of the two libraries do.
  const jobs = new WeakMap<LaneEvent, JobName>();
  const claim: Lanes["claim"] = async (request) => {
    const turns = await lanes.claim(request);
    for (const event of turns.flatMap(({ events }) => events)) {
      // As the store does when it opens them: all in one go would hold up every call that is under way.
      await pause();
      jobs.set(event, toJob(event));
    }
    return turns;
  };
  let worker: Worker | undefined;
  return {
    async fill(all) {
      for (let from = 0; from < all.length; from += BATCH) {
        const batch = all.slice(from, from + BATCH);
        await inbox.accept(batch.map((job) => toEvent(SHOP, job, Buffer.from(JSON.stringify(job)))));
      }
    },
    async start({ call, acknowledged }) {
      worker = createWorker(
        {
          lanes: { ...lanes, claim },
          clock,
          log: silent,
          sleep,
          async runTurn({ lease, events, more }, leave) {
            for (const event of events) await call(jobs.get(event) ?? toJob(event));
            leave();
            const results = events.map((event) => ({ event, state: "done" as const, reason: null, detail: null }));
            const absorbed = { events: results, order: null, owe: [], withdraw: [] };
            const held = await lanes.absorb(lease, absorbed, { next: more ? clock.now() : null });
            if (held) acknowledged(events.length);
            return held ? "done" : "lease_lost";
          },
        },
        { concurrency, ...WORKER },
      );
      worker.start();
    },
    stop: async () => worker?.stop(),
    async left() {
      const text = "SELECT count(*)::int AS left FROM inbox_event WHERE state <> 'done'";
      const { rows } = await pool.query<{ left: number }>(text);
      return rows[0]?.left ?? Number.NaN;
    },
    async analyse() {
      await pool.query("VACUUM ANALYZE inbox_event, lane");
    },
    close: () => database.close(),
  };
});

function toJob({ body }: LaneEvent): JobName {
  return JobName.parse(JSON.parse(body.toString()));
}
