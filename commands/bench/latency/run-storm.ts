import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { waitUntilSettled } from "../../wait-until-settled.ts";
import { type Delivered, type PlannedDelivery, runOpenLoop } from "../load/open-loop.ts";
import { metricsUrl } from "../metrics-url.ts";
import { createOrderSource } from "../order-source.ts";
import { percentile } from "../percentile.ts";
import { watchMemory } from "../watch-memory.ts";
import { judgeAnswers } from "./judge-answers.ts";
import { type LatencyStack, onLatencyStack } from "./latency-stack.ts";
import { planStorm } from "./plan-storm.ts";

const STORM = { events: 10_000, durationMs: 10_000, bystanderEveryMs: 500 };
/** Orders of a storm: each is changed a few times. */
const ORDERS = 2_000;
const BYSTANDER = "bystander-shop.myshopify.com";
/** What was shed comes again at this pace, as a platform's retries come in their own time. */
const AGAIN_EVERY_MS = 3;
const MAX_AGAIN = 30;

export interface StormRun {
  shops: number;
  /** Of all answers during the storm. */
  p99Ms: number;
  maxMs: number;
  shed: number;
  /** Acknowledgements of the shop that is not part of the storm. */
  bystanderP99Ms: number;
  bystanderShed: number;
  rssMb: number;
  faults: string[];
}

/** One storm on a fresh system: its answers, and that nothing that was acknowledged is missing. */
export function runStorm(setup: { shops: number; ended: Promise<never> }): Promise<StormRun> {
  const shops = Array.from({ length: setup.shops }, (_, index) => `storm-shop-${index}.myshopify.com`);
  return onLatencyStack({ shops: [...shops, BYSTANDER], ended: setup.ended }, async (scene) => {
    const source = createOrderSource();
    const { secret } = scene;
    const perShop = shops.map((shopDomain) => source.requests({ count: ORDERS / shops.length, shopDomain, secret }));
    // Shop by shop in turn, as events of many shops come.
    const storm = Array.from({ length: ORDERS / shops.length }, (_, index) =>
      perShop.flatMap((requests) => requests.slice(index, index + 1)),
    ).flat();
    const bystander = source.requests({ count: 20, shopDomain: BYSTANDER, secret });
    const memory = await watchMemory(metricsUrl(scene.receiverLog));
    const before = await countRows(scene);
    const plan = planStorm(STORM, { storm, bystander }, randomUUID);
    const first = await runOpenLoop(scene.target, plan);
    const rssMb = (await memory.end()).peakMb;
    const judged = judgeAnswers(first);
    const again = await sendAgain(scene, judged.shed);
    const faults = [...judged.faults, ...again.faults];
    const acknowledged = judged.acknowledged.length + again.acknowledged;
    const rows = (await countRows(scene)) - before;
    if (rows !== acknowledged) faults.push(`storm: ${acknowledged} events acknowledged, ${rows} rows`);
    faults.push(...(await settle(scene)));
    const mine = first.filter(({ delivery }) => delivery.request.shopDomain === BYSTANDER);
    const times = (answers: readonly Delivered[]) => answers.map(({ ms }) => ms);
    return {
      shops: shops.length,
      p99Ms: percentile(times(first), 99),
      maxMs: percentile(times(first), 100),
      shed: judged.shed.length,
      bystanderP99Ms: percentile(times(mine), 99),
      bystanderShed: mine.filter(({ status }) => status === 503).length,
      rssMb,
      faults,
    };
  });
}

/** Sends what was shed again until all of it is acknowledged. */
async function sendAgain(scene: LatencyStack, shed: readonly Delivered[]) {
  let left = shed;
  let acknowledged = 0;
  const faults: string[] = [];
  for (let round = 0; left.length > 0 && round < MAX_AGAIN; round += 1) {
    await sleep(1_000 * Math.max(...left.map(({ retryAfter }) => Number(retryAfter))));
    const plan = left.map(({ delivery }, index): PlannedDelivery => ({ ...delivery, atMs: index * AGAIN_EVERY_MS }));
    const judged = judgeAnswers(await runOpenLoop(scene.target, plan));
    acknowledged += judged.acknowledged.length;
    faults.push(...judged.faults);
    left = judged.shed;
  }
  if (left.length > 0) faults.push(`storm: ${left.length} events were shed ${MAX_AGAIN} times`);
  return { acknowledged, faults };
}

/** What was acknowledged is also worked off. */
async function settle({ stack }: LatencyStack): Promise<string[]> {
  const { events, outbox, settled } = await waitUntilSettled({
    status: stack.status,
    now: performance.now.bind(performance),
    sleep: (ms) => sleep(ms),
    look: () => {},
  });
  if (settled && events.quarantined === 0 && outbox.dead === 0) return [];
  return [`storm: afterwards ${JSON.stringify({ events, outbox })}`];
}

async function countRows({ database }: LatencyStack): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>("SELECT count(*)::int AS count FROM inbox_event");
  return rows[0]?.count ?? 0;
}
