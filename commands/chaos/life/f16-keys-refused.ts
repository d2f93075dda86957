import { setTimeout as sleep } from "node:timers/promises";
import { checkRun, waitForRest } from "../check-run.ts";
import type { Fault, RunContext } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { dueRetries, moveClock } from "../lane/due-retries.ts";
import { observation } from "../lane/observation.ts";
import type { SellingShop } from "../shop/selling-shop.ts";
import { until } from "../until.ts";
import { UNHURRIED } from "../with-lab.ts";
import { openProblems } from "./comparisons.ts";
import { observeWithShops } from "./observe-with-shops.ts";
import { openBreakers } from "./open-breakers.ts";

/** What the core answers to each kind of refused shop, and what its merchant is told. */
const REFUSALS = [
  { slug: "f16-401", status: 401, problem: "credentials_refused" },
  { slug: "f16-403", status: 403, problem: "credentials_refused" },
  { slug: "f16-404", status: 404, problem: "core_shop_unknown" },
] as const;
const ORDERS = 10;
/** What would be tried at once, or after the first pauses of the policy, was tried by then. */
const WATCH_MS = 8_000;
/** A worker believes for a second what it last read of the others' failures. */
const SEEN_BY_ALL_MS = 1_500;
/** So often all that waits is due at once, five minutes and more after the last time: one of it may be tried. */
const PROBES = 2;
/** New keys are seen within seconds, and what waited comes at once. */
const RESUMED_WITHIN_MS = 30_000;

interface Refused {
  shop: SellingShop;
  problem: string;
  isRefused: boolean;
  tries(): number;
}

export const F16: Fault = {
  id: "F16",
  suite: "life",
  title:
    "the core refuses a shop's keys, or does not know the shop: one problem, a try in five minutes, and new keys let all go on",
  guard: "breaker",
  run(context) {
    const slugs = REFUSALS.map(({ slug }) => slug);
    return observeWithShops(context, { slugs, receivers: 1, workers: 2, env: UNHURRIED }, ({ lab, shops }) =>
      refuse(lab, shops, context),
    );
  },
};

async function refuse(lab: Lab, shops: readonly SellingShop[], context: RunContext) {
  const writesOf = (slug: string) => lab.proxy.writes.filter((write) => write.shop === slug);
  const cases = REFUSALS.flatMap(({ slug, problem }, n): Refused[] => {
    const shop = shops[n];
    return shop === undefined ? [] : [{ shop, problem, isRefused: true, tries: () => writesOf(slug).length }];
  });
  lab.proxy.play = ({ shop }) => {
    const n = cases.findIndex((one) => one.isRefused && one.shop.shop.slug === shop);
    const status = REFUSALS[n]?.status;
    return status === undefined ? {} : { status };
  };
  const sell = async (orders: number) => {
    for (const { shop } of cases) {
      const lives = shop.sell({ seed: context.seed, orders });
      await shop.postAll(lives.flatMap(({ messages }) => messages.slice(0, 1)));
    }
  };
  // One first: what is under way when the first one is refused has been asked for already.
  await sell(1);
  await until(() => cases.every(({ tries }) => tries() > 0));
  if (context.without === null) await until(async () => (await openBreakers(lab)) === cases.length);
  await sleep(SEEN_BY_ALL_MS);
  await sell(ORDERS - 1);
  await sleep(WATCH_MS);
  const atOnce = cases.map(({ tries }) => tries());
  for (let probe = 0; probe < PROBES; probe += 1) {
    await moveClock(lab, (await dueRetries(lab, "order")).at(-1) ?? 0);
    await sleep(WATCH_MS);
  }
  const tries = cases.map((one) => one.tries());
  const problems = await Promise.all(cases.map(({ shop }) => openProblems(lab, shop.shop.domain)));

  // Whoever gives a new key has the machine's own clock, and so have the workers again: what waits is not due yet.
  await moveClock(lab, Date.now());
  for (const one of cases) {
    one.isRefused = false;
    await lab.giveNewKey(one.shop.shop);
  }
  const takenOf = ({ shop }: Refused) =>
    new Set(writesOf(shop.shop.slug).flatMap(({ order, status }) => (status === 200 ? [order] : []))).size;
  const isResumed = await until(() => cases.every((one) => takenOf(one) === ORDERS), RESUMED_WITHIN_MS);
  if (context.without === null) await waitForRest(lab);
  const left = await Promise.all(cases.map(({ shop }) => openProblems(lab, shop.shop.domain)));
  const most = tries.map((count, n) => ({ count, slug: REFUSALS[n]?.slug })).filter(({ count }) => count > 1 + PROBES);
  return observation({
    context,
    symptoms: [],
    injected: { shops_refused: cases.length, refusals: tries.reduce((sum, count) => sum + count, 0) },
    check: await checkRun(lab, shops),
    observed: {
      most_tries_at_once: Math.max(...atOnce),
      most_tries: Math.max(...tries),
      allowed: 1 + PROBES,
      problems: problems.flat().length,
      problems_left: left.flat().length,
    },
    broken: most.map(({ count, slug }) => `${slug}: asked ${count} times, ${1 + PROBES} are allowed`),
    unmet: [
      ...(tries.every((count) => count > 1)
        ? []
        : [`it was not looked at whether the keys are good by now: ${tries.join(", ")}`]),
      ...cases.flatMap(({ problem }, n) =>
        problems[n]?.join() === problem ? [] : [`the merchant is told "${problems[n]?.join()}" and not ${problem}`],
      ),
      ...(isResumed ? [] : ["with new keys not all orders came by themselves"]),
      ...(left.flat().length === 0 ? [] : [`still shown after it was mended: ${left.flat().join()}`]),
    ],
  });
}
