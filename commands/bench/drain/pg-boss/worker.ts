import { PgBoss } from "pg-boss";
import { JobName } from "../drain-job.ts";
import { runSystem } from "../drain-system.ts";

const QUEUE = "drain";
/** Of the ways to have `concurrency` jobs under way (workers times batch) the fastest here, both at 10 and at 50. */
const BATCH = 10;
const INSERT = 50;

/**
 * pg-boss at its best that keeps the order: `key_strict_fifo` with the order as key. A worker that got a full batch fetches
 * again at once; else it waits half a second, the least that can be set.
 */
await runSystem(async ({ databaseUrl, concurrency, orders }) => {
  const boss = new PgBoss({ connectionString: databaseUrl, max: Math.max(10, Math.ceil(concurrency / 2)) });
  boss.on("error", (error) => process.stderr.write(`${error.message}\n`));
  await boss.start();
  await boss.createQueue(QUEUE, { policy: "key_strict_fifo" });
  return {
    async fill(jobs) {
      // Within one insert the order of jobs is random: no two of one order go into the same.
      const size = Math.min(INSERT, orders);
      for (let from = 0; from < jobs.length; from += size) {
        const batch = jobs.slice(from, from + size);
        await boss.insert(
          QUEUE,
          batch.map((job) => ({ data: job, singletonKey: job.order })),
        );
      }
    },
    async start({ call, acknowledged }) {
      const options = { localConcurrency: concurrency / BATCH, batchSize: BATCH, burstWhenBatchFull: true };
      await boss.work(QUEUE, { ...options, pollingIntervalSeconds: 0.5 }, async (jobs) => {
        await Promise.all(jobs.map(({ data }) => call(JobName.parse(data))));
        // It completes the batch when this returns.
        acknowledged(jobs.length);
      });
    },
    stop: () => boss.offWork(QUEUE, { wait: true }),
    async left() {
      const text = "SELECT count(*)::int AS left FROM pgboss.job WHERE name = $1 AND state <> 'completed'";
      const { rows } = await boss.getDb().executeSql(text, [QUEUE]);
      return rows[0]?.left ?? Number.NaN;
    },
    async analyse() {
      await boss.getDb().executeSql("VACUUM ANALYZE");
    },
    close: () => boss.stop({ graceful: false }),
  };
});
