import { checkRun } from "../check-run.ts";
import type { Fault, RunContext } from "../fault.ts";
import type { CoreWrite } from "../journal-proxy.ts";
import type { Lab, Member } from "../lab.ts";
import type { SellingShop } from "../shop/selling-shop.ts";
import { UNHURRIED } from "../with-lab.ts";
import { comeToRest } from "./come-to-rest.ts";
import { observation } from "./observation.ts";
import { observeInLab } from "./observe-in-lab.ts";

const SHOPS = 4;
const HOLD_MS = 20;
/** Each worker does at least one in a hundred. */
const LEAST_SHARE = 0.01;

export const F20: Fault = {
  id: "F20",
  suite: "lane",
  title:
    "two and then eight workers share 4,000 jobs: each has one effect, none of the workers starves, nothing overlaps",
  guard: "lane",
  run(context) {
    const small = context.small || context.without !== null;
    const rounds = small
      ? [
          { count: 2, jobs: 120 },
          { count: 4, jobs: 120 },
        ]
      : [
          { count: 2, jobs: 1_000 },
          { count: 8, jobs: 3_000 },
        ];
    const most = Math.max(...rounds.map(({ count }) => count));
    return observeInLab(context, { receivers: 1, workers: most, env: UNHURRIED }, async (lab) => {
      const shops = await lab.openShops(Array.from({ length: SHOPS }, (_, n) => `f20-${n + 1}`));
      const unmet: string[] = [];
      // Long enough for another worker to come in between.
      lab.proxy.play = () => ({ holdMs: HOLD_MS });
      const observed: Record<string, number> = {};
      for (const { count, jobs } of rounds) {
        const workers = lab.workers.slice(0, count);
        const writes = await shareWork(lab, { context, workers, jobs, shops });
        const least = Math.min(...workers.map(({ name }) => writes.filter(({ from }) => from === name).length));
        observed[`least_of_${count}`] = least;
        if (least < writes.length * LEAST_SHARE) unmet.push(`one of ${count} workers did ${least} of ${writes.length}`);
      }
      // More writes than jobs where one got no answer: whoever sleeps for long may find its connection closed.
      const writes = lab.proxy.writes.length;
      return observation({
        context,
        symptoms: ["overlaps"],
        injected: { jobs: rounds.reduce((sum, { jobs }) => sum + jobs, 0) },
        check: await checkRun(lab, shops),
        observed: { ...observed, writes },
        unmet,
      });
    });
  },
};

interface WorkToShare {
  context: RunContext;
  workers: readonly Member[];
  jobs: number;
  shops: readonly SellingShop[];
}

/** The jobs are all there before the first worker wakes up, so that each has the same chance. Gives what they wrote. */
async function shareWork(lab: Lab, { context, workers, jobs, shops }: WorkToShare): Promise<readonly CoreWrite[]> {
  for (const worker of lab.workers) worker.freeze();
  const before = lab.proxy.writes.length;
  await Promise.all(
    shops.map((shop) => {
      const lives = shop.sell({ seed: context.seed, orders: jobs / SHOPS });
      return shop.postAll(
        lives.flatMap(({ messages }) => messages.slice(0, 1)),
        { concurrency: 16 },
      );
    }),
  );
  for (const worker of workers) worker.thaw();
  await comeToRest(lab, context);
  for (const worker of lab.workers) worker.thaw();
  return lab.proxy.writes.slice(before);
}
