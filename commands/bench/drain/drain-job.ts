import { createHash } from "node:crypto";
import { z } from "zod";

/** Which job it is: the n-th of its order, from 1. The sink is told both, and so sees overlaps and overtaking. */
export const JobName = z.object({ order: z.string(), n: z.number() });
export type JobName = z.infer<typeof JobName>;

/** A job as it is queued: about 12 KB, shaped like a shop's order. */
export interface DrainJob extends JobName {
  lines: { id: string; sku: string; title: string; price: string; quantity: number }[];
}

const LINES = 88;

/** The jobs of all orders in the order of arrival: everybody's first, then everybody's second, … */
export function drainJobs(wish: { jobs: number; orders: number; firstOrder: number }): DrainJob[] {
  return Array.from({ length: wish.jobs }, (_, index) => {
    const order = String(wish.firstOrder + (index % wish.orders));
    const n = Math.floor(index / wish.orders) + 1;
    return { order, n, lines: linesOf(`${order} ${n}`) };
  });
}

/** Made of the job's own name: every body differs, and compresses to about a fifth, as a shop's orders do. */
function linesOf(seed: string): DrainJob["lines"] {
  return Array.from({ length: LINES }, (_, line) => {
    const digits = createHash("sha256").update(`${seed} ${line}`).digest("hex");
    const [id, sku] = [digits.slice(0, 24), digits.slice(24, 46)];
    return { id, sku, title: "Stoneware teapot, glazed by hand", price: `${line}.90`, quantity: 1 };
  });
}
