import { checkRun, waitForRest } from "../check-run.ts";
import type { Fault } from "../fault.ts";
import type { SellingShop } from "../shop/selling-shop.ts";
import { UNHURRIED } from "../with-lab.ts";
import { dueRetries, moveClock, untilHeldBack } from "./due-retries.ts";
import { observation } from "./observation.ts";
import { observeInLab } from "./observe-in-lab.ts";

const SHOPS = 2;
const WORKERS = 2;
const CONCURRENCY = 10;
const WINDOW_MS = 500;
/** Held back deliveries come back over at least five seconds: a tenth of them in each window, were they dealt out evenly. */
const MOST_IN_A_WINDOW = 0.25;
/** The clock is moved on to where the first ones are due, and again for those that waited once more. */
const JUMPS = 6;
const PATIENCE_MS = 5_000;
/** What an order that was held back holds back itself. */
const FOLLOWING = ["order", "note_trackpage"] as const;

export const F31: Fault = {
  id: "F31",
  suite: "lane",
  title:
    "thousands of deliveries wait out an outage: they come back spread, and never more at once than the workers take",
  guard: "jitter",
  run: (context) =>
    observeInLab(
      context,
      { receivers: 1, workers: WORKERS, env: { ...UNHURRIED, WORKER_CONCURRENCY: String(CONCURRENCY) } },
      async (lab) => {
        const small = context.small || context.without !== null;
        const orders = small ? 120 : 3_000;
        const shops = await lab.openShops(Array.from({ length: SHOPS }, (_, n) => `f31-${n + 1}`));
        lab.proxy.play = () => ({ status: 503 });
        await Promise.all(shops.map((shop) => sellAll(shop, context.seed, orders / SHOPS)));
        await untilHeldBack(lab, orders);
        const refused = lab.proxy.writes.length;
        const due = await dueRetries(lab, "order");
        const most = mostWithin(WINDOW_MS, due);
        lab.proxy.play = () => ({});

        let jumps = 0;
        for (let waiting = due; waiting.length > 0 && jumps < JUMPS; waiting = await dueRetries(lab, ...FOLLOWING)) {
          jumps += 1;
          // In a small run all at once, in a big one as they come.
          await moveClock(lab, (small ? waiting.at(-1) : waiting[0]) ?? 0);
          await waitForRest(lab, PATIENCE_MS);
        }
        const cap = WORKERS * CONCURRENCY;
        const taken = lab.proxy.writes.slice(refused).map(({ startedAt }) => startedAt);
        const peak = lab.proxy.peak();
        return observation({
          context,
          symptoms: [],
          injected: { due_retries: due.length, tries_refused: refused },
          check: await checkRun(lab, shops),
          observed: {
            most_due_within_500_ms: most,
            most_written_within_500_ms: mostWithin(
              WINDOW_MS,
              taken.sort((a, b) => a - b),
            ),
            peak_under_way: peak,
            cap,
            clock_jumps: jumps,
          },
          broken:
            most > due.length * MOST_IN_A_WINDOW ? [`${most} of ${due.length} retries are due within 500 ms`] : [],
          unmet: peak > cap ? [`${peak} writes were under way at once, ${cap} are allowed`] : [],
        });
      },
    ),
};

async function sellAll(shop: SellingShop, seed: number, orders: number): Promise<void> {
  const lives = shop.sell({ seed, orders });
  await shop.postAll(lives.flatMap(({ messages }) => messages.slice(0, 1)));
}

/** The most of these instants, in order of time, that are within so many milliseconds. */
function mostWithin(windowMs: number, instants: readonly number[]): number {
  let first = 0;
  let most = 0;
  for (const [last, instant] of instants.entries()) {
    while (instant - (instants[first] ?? instant) > windowMs) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
