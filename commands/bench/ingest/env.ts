import { z } from "zod";

const schema = z.object({ BENCH_WEBHOOK_SECRET: z.string().min(1) });

/** What the floor is told. */
export function readFloorEnv(): { secret: string } {
  return { secret: schema.parse(process.env).BENCH_WEBHOOK_SECRET };
}
