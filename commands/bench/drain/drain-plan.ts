import { z } from "zod";

/** What a system's process is to do, as the one argument of its command line. */
export const DrainPlan = z.object({
  databaseUrl: z.string(),
  sinkUrl: z.string(),
  /** Names the run at the sink. */
  run: z.string(),
  jobs: z.number(),
  orders: z.number(),
  /** Jobs at the sink at the same time. */
  concurrency: z.number(),
  /** When to stop, drained or not. */
  limitMs: z.number(),
});
export type DrainPlan = z.infer<typeof DrainPlan>;

/** What it says at the end. */
export const DrainReport = z.object({
  /** Jobs that were acknowledged in the database. */
  acknowledged: z.number(),
  /** Jobs that the database still has as not done. */
  left: z.number(),
});
export type DrainReport = z.infer<typeof DrainReport>;
