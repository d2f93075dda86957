import { setTimeout as sleep } from "node:timers/promises";
import { checkRun, waitForRest } from "../check-run.ts";
import type { Fault, RunContext } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { dueRetries, moveClock } from "../lane/due-retries.ts";
import { observation } from "../lane/observation.ts";
import { observeInLab } from "../lane/observe-in-lab.ts";
import type { Life, SellingShop } from "../shop/selling-shop.ts";
import { until } from "../until.ts";
import { UNHURRIED } from "../with-lab.ts";
import { HEARD_MS, openBreakers } from "./open-breakers.ts";

const HOUR_MS = 3_600_000;
/** Into the outage: the shop goes on and says something new of each order, and all that was put off is due. */
const HOURS = [1, 24, 48, 71];
/** More in a row than it takes until the core counts as away. */
const FIRST = 8;
const MORE = { whole: 192, small: 32 };
/** Shorter than the pause between two looks at whether the core is back. */
const WATCH_MS = 8_000;
/** One look each time the clock was moved, and one more where a worker had begun it when it was told to stop. */
const LOOKS = 2;
/** What was put off comes in waves, the later ones when the first look was well. */
const JUMPS = 8;
const PATIENCE_MS = 5_000;
/** Of orders: what may be written twice on the way. */
const MOST_REPEATED = 1.05;

export const F13: Fault = {
  id: "F13",
  suite: "life",
  title:
    "the core is away for three days: it is asked now and then, other shops go on, and in the end each order is sent once",
  guard: "breaker",
  run: (context) =>
    observeInLab(context, { receivers: 1, workers: 2, env: UNHURRIED }, async (lab) => {
      const [away, well] = await lab.openShops(["f13-away", "f13-well"]);
      if (away === undefined || well === undefined) throw new Error("two shops are needed");
      return lastThreeDays(lab, { away, well }, context);
    }),
};

async function lastThreeDays(lab: Lab, shops: { away: SellingShop; well: SellingShop }, context: RunContext) {
  const { away, well } = shops;
  const orders = FIRST + (context.small || context.without !== null ? MORE.small : MORE.whole);
  let isAway = true;
  lab.proxy.play = ({ shop }) => (isAway && shop === away.shop.slug ? { status: 503 } : {});
  const writesOf = ({ shop }: SellingShop) => lab.proxy.writes.filter((write) => write.shop === shop.slug);
  const takenOf = (shop: SellingShop) => writesOf(shop).filter(({ status }) => status === 200);

  const began = Date.now();
  const lives = away.sell({ seed: context.seed, orders });
  const others = well.sell({ seed: context.seed + 1, orders: FIRST });
  await tell(away, lives.slice(0, FIRST), 0);
  await until(() => writesOf(away).length >= FIRST);
  if (context.without === null) await until(async () => (await openBreakers(lab)) > 0);
  await sleep(HEARD_MS);
  const opening = writesOf(away).length;
  await tell(away, lives.slice(FIRST), 0);
  await sleep(WATCH_MS);
  const looks = [writesOf(away).length - opening];
  for (const [index, hours] of HOURS.entries()) {
    const before = writesOf(away).length;
    await moveClock(lab, began + hours * HOUR_MS);
    await Promise.all([tell(away, lives, index + 1), tell(well, others, index)]);
    await sleep(WATCH_MS);
    looks.push(writesOf(away).length - before);
  }
  const refused = writesOf(away).length;
  const takenMeanwhile = new Set(takenOf(well).map(({ order }) => order)).size;

  isAway = false;
  let jumps = 0;
  for (let due = await dueRetries(lab); context.without === null && due.length > 0 && jumps < JUMPS; jumps += 1) {
    await moveClock(lab, due.at(-1) ?? 0);
    await waitForRest(lab, PATIENCE_MS);
    due = await dueRetries(lab, "order");
  }
  const acknowledged = away.acknowledged().length;
  const taken = takenOf(away).length;
  const most = Math.max(...looks);
  return observation({
    context,
    symptoms: [],
    injected: { hours_away: HOURS.at(-1) ?? 0, refusals: refused, orders: lives.length },
    check: await checkRun(lab, [away, well]),
    observed: {
      received: acknowledged,
      written: taken,
      collapsed: Math.max(0, acknowledged - taken),
      until_it_counts_as_away: opening,
      most_looks: most,
      allowed: LOOKS,
      taken_of_another_shop: takenMeanwhile,
    },
    broken: most > LOOKS ? [`the core was asked ${most} times at once while it was away, ${LOOKS} are allowed`] : [],
    unmet: [
      ...(takenMeanwhile < FIRST ? [`${FIRST - takenMeanwhile} orders of another shop did not get through`] : []),
      ...(taken > orders * MOST_REPEATED ? [`${taken} writes for ${orders} orders`] : []),
      ...(looks.slice(1).includes(0) ? ["it was not looked at whether the core is back"] : []),
    ],
  });
}

/** What the shop says of each of these for the n-th time, where it says so much. */
async function tell(shop: SellingShop, lives: readonly Life[], n: number): Promise<void> {
  await shop.postAll(lives.flatMap(({ messages }) => messages.slice(n, n + 1)));
}
