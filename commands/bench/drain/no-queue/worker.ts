import type { JobName } from "../drain-job.ts";
import { runSystem } from "../drain-system.ts";

/** No queue at all: as many loops as there may be calls, over the orders in memory. What client and sink let through. */
await runSystem(async ({ concurrency }) => {
  let orders: JobName[][] = [];
  return {
    async fill(jobs) {
      orders = [...Map.groupBy(jobs, ({ order }) => order).values()].map((own) =>
        own.map(({ order, n }) => ({ order, n })),
      );
    },
    async start({ call, acknowledged }) {
      const loop = async () => {
        for (let own = orders.shift(); own !== undefined; own = orders.shift()) {
          for (const job of own) await call(job);
          acknowledged(own.length);
        }
      };
      for (let n = 0; n < concurrency; n += 1) void loop();
    },
    stop: async () => {},
    left: async () => 0,
    analyse: async () => {},
    close: async () => {},
  };
});
