import { Logger, makeWorkerUtils, type Runner, run } from "graphile-worker";
import { Pool } from "pg";
import { JobName } from "../drain-job.ts";
import { runSystem } from "../drain-system.ts";

const TASK = "drain";
const HOUR_MS = 3_600_000;
const ADD = 50;
const logger = new Logger(() => () => undefined);

/**
 * graphile-worker at its best that keeps the order while nothing fails: the order as queue name, jobs fetched ahead into the
 * local queue, acknowledged in batches that the next job does not wait for.
 */
await runSystem(async ({ databaseUrl, concurrency }) => {
  const pgPool = new Pool({ connectionString: databaseUrl, max: Math.max(10, Math.ceil(concurrency / 2)) });
  pgPool.on("error", () => undefined);
  pgPool.on("connect", (client) => void client.on("error", () => undefined));
  const utils = await makeWorkerUtils({ pgPool, logger });
  await utils.migrate();
  // Jobs of one queue that are due at the same instant run in any order: each gets an instant of its own.
  let dueAt = Date.now() - HOUR_MS;
  let runner: Runner | undefined;
  return {
    async fill(jobs) {
      for (let from = 0; from < jobs.length; from += ADD) {
        const batch = jobs.slice(from, from + ADD);
        await utils.addJobs(
          batch.map((job) => {
            dueAt += 1;
            return { identifier: TASK, payload: job, queueName: job.order, runAt: new Date(dueAt) };
          }),
        );
      }
    },
    async start({ call, acknowledged }) {
      const worker = {
        concurrentJobs: concurrency,
        localQueue: { size: 2 * concurrency },
        completeJobBatchDelay: 0,
        // When the local queue could not be filled; two seconds by default.
        pollInterval: 20,
      };
      const taskList = {
        async [TASK](payload: unknown) {
          await call(JobName.parse(payload));
          acknowledged(1);
        },
      };
      runner = await run({ pgPool, logger, noHandleSignals: true, preset: { worker }, taskList });
    },
    stop: async () => runner?.stop(),
    async left() {
      const text = "SELECT count(*)::int AS left FROM graphile_worker._private_jobs";
      const { rows } = await pgPool.query<{ left: number }>(text);
      return rows[0]?.left ?? Number.NaN;
    },
    async analyse() {
      await pgPool.query("VACUUM ANALYZE");
    },
    async close() {
      await utils.release();
      await pgPool.end();
    },
  };
});
