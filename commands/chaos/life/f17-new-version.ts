import { setTimeout as sleep } from "node:timers/promises";
import { BAD_DAY } from "@karla/sandbox/plan-deliveries";
import { type Balancer, startBalancer } from "../balancer.ts";
import { checkRun, pendingIn, waitForRest } from "../check-run.ts";
import type { Fault, Observation, RunContext } from "../fault.ts";
import type { Lab, Member } from "../lab.ts";
import { observation } from "../lane/observation.ts";
import { observeInLab } from "../lane/observe-in-lab.ts";
import type { Traffic } from "../shop/selling-shop.ts";
import { until } from "../until.ts";
import { UNHURRIED } from "../with-lab.ts";

/** Of receivers and workers in turn. */
const STOPS = { whole: 20, small: 8, control: 4 };
/** The core takes its time, so that there is always something under way. */
const HOLD_MS = 150;
/** Longer than a turn takes, and shorter than a lease. */
const GONE_MS = 4_000;
const MOST_GOODBYE_MS = 10_000;
const ORDERS_AT_ONCE = 12;
const CONCURRENCY = 6;
const MAX_PENDING = 100;

export const F17: Fault = {
  id: "F17",
  suite: "life",
  title:
    "a new version is brought out under load, twenty times: what is under way ends, no order waits for a lease, no shop sees an error",
  guard: "drain",
  run: (context) =>
    observeInLab(context, { receivers: 2, workers: 2, env: UNHURRIED }, async (lab) => {
      const balancer = await startBalancer(lab.receivers);
      try {
        return await bringOut(lab, balancer, context);
      } finally {
        await balancer.close();
      }
    }),
};

async function bringOut(lab: Lab, balancer: Balancer, context: RunContext): Promise<Observation> {
  const shop = await lab.openShop("f17", [balancer]);
  lab.proxy.play = () => ({ holdMs: HOLD_MS });
  const traffic = shop.openTraffic({
    seed: context.seed,
    plays: { ...BAD_DAY, stormSize: 0 },
    concurrency: CONCURRENCY,
  });
  const over = new AbortController();
  const selling = sellUntil(over.signal, lab, traffic);
  const stops = context.without !== null ? STOPS.control : context.small ? STOPS.small : STOPS.whole;
  const members = lab.workers.flatMap((worker, n) => [worker, lab.receivers[n]].filter((one) => one !== undefined));
  const goodbyes: number[] = [];
  let cut = 0;
  let left = 0;
  for (let stop = 0; stop < stops; stop += 1) {
    const member = members[stop % members.length] as Member;
    while (lab.workers.includes(member) && lab.proxy.underWay(member.name) === 0) await sleep(5);
    const toldAt = Date.now();
    await member.kill("SIGTERM");
    goodbyes.push(Date.now() - toldAt);
    // Whoever ended in good order waits for no answer.
    cut += lab.proxy.underWay(member.name);
    left += lab.workers.includes(member) ? await leftBehind(lab) : 0;
    await member.start();
  }
  over.abort();
  await selling;
  lab.proxy.play = () => ({});
  await waitForRest(lab);
  const slowest = Math.max(...goodbyes);
  const signals = lab.deaths.filter(({ signal }) => signal !== null).length;
  return observation({
    context,
    symptoms: [],
    injected: { stops, orders: traffic.entries.length },
    check: await checkRun(lab, [traffic]),
    observed: {
      calls_cut: cut,
      orders_left_leased: left,
      errors_seen: balancer.failed(),
      passed_on: balancer.passedOn(),
      slowest_goodbye_ms: slowest,
    },
    broken: [
      ...(cut > 0 ? [`${cut} calls to the core were cut off`] : []),
      ...(left > 0 ? [`${left} orders were left to wait for a lease`] : []),
    ],
    unmet: [
      ...(balancer.failed() > 0 ? [`the shop saw ${balancer.failed()} errors`] : []),
      ...(signals > 0 ? [`${signals} processes did not end by themselves`] : []),
      ...(slowest > MOST_GOODBYE_MS ? [`it took ${slowest} ms until a process had ended`] : []),
    ],
  });
}

async function sellUntil(over: AbortSignal, lab: Lab, traffic: Traffic): Promise<void> {
  while (!over.aborted) {
    await traffic.send(ORDERS_AT_ONCE);
    while (!over.aborted && (await pendingIn(lab)).pending > MAX_PENDING) await sleep(100);
  }
}

/** Orders that somebody holds who does not come back to them. */
async function leftBehind({ database: { pool } }: Lab): Promise<number> {
  const held = async () => {
    const { rows } = await pool.query<{ token: string; lane: string }>(
      "SELECT lease_token AS token, lane_key AS lane FROM lane WHERE lease_token IS NOT NULL",
    );
    return new Set(rows.map(({ token, lane }) => `${token} ${lane}`));
  };
  const before = await held();
  let left = before;
  await until(async () => {
    left = (await held()).intersection(before);
    return left.size === 0;
  }, GONE_MS);
  return left.size;
}
