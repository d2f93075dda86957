import { Agent, request } from "node:http";
import type { JobName } from "../drain-job.ts";

/** Sends a job to the sink and resolves with its answer. The same client for every system. */
export function createSinkCaller(sinkUrl: string, run: string): (job: JobName) => Promise<void> {
  const agent = new Agent({ keepAlive: true });
  return ({ order, n }) =>
    new Promise((resolve, reject) => {
      const call = request(`${sinkUrl}/${run}/${order}/${n}`, { method: "POST", agent }, (response) => {
        response.resume();
        response.once("error", reject);
        response.once("end", () => {
          if (response.statusCode === 200) resolve();
          else reject(new Error(`the sink answered ${response.statusCode}`));
        });
      });
      call.once("error", reject);
      call.end();
    });
}
