import { setTimeout as sleep } from "node:timers/promises";
import type { BookedOrder } from "@karla/sandbox/booked-order";
import { seededRandom } from "@karla/sandbox/random";
import { buildApp } from "../../build-app.ts";
import type { BackfillFigures } from "../figures.ts";
import { metricsUrl } from "../metrics-url.ts";
import { createOrderSource } from "../order-source.ts";
import { onScene, type Scene } from "../shop-scene.ts";
import { watchMemory } from "../watch-memory.ts";
import { gapOf } from "./gap-of.ts";
import { liveP99 } from "./live-orders.ts";
import { manyOrders } from "./many-orders.ts";

const WHOLE = 100_000;
const IN_PART = 2_000;
const KILLED = 40_000;
const KILLS = 20;
/** What a dead worker held is another's sooner than the half minute that is usual: nobody wants to wait for that twenty times. */
const IMPATIENT = { WORKER_LEASE_MS: "10000", WORKER_CALL_TIMEOUT_MS: "5000" };
/** Points that a shop on the standard plan restores in a second. */
const POINTS_PER_S = 100;
/** Of fewer than two hundred orders the 99th percentile is the last but one, and says how lucky the run was. */
const LIVE_SECONDS = 60;
/** The newest order is an hour old: what happens meanwhile is another order. */
const AGE_MS = 3_600_000;

interface RunSetup {
  say(line: string): void;
  /** Rejects when the run is to end before its time. */
  ended: Promise<never>;
}

/**
 * Three imports, each of a shop of its own on the real processes: (a) a hundred thousand orders that a file holds whole, while
 * others come in by webhook; (b) two thousand that have to be read one by one, against the points of a standard plan; (c) a
 * worker that is killed twenty times. What is missing is told from the shop's own books and the core's API.
 */
export async function runBackfill(setup: RunSetup): Promise<BackfillFigures> {
  await buildApp(setup.say);
  const whole = await importWhole(setup);
  const inPart = await importInPart(setup);
  const killed = await importKilled(setup);
  return {
    orders: WHOLE,
    ...whole.figures,
    points_used_ratio: inPart.ratio,
    kills: KILLS,
    work_ratio: killed.ratio,
    gap: whole.gap + inPart.gap + killed.gap,
  };
}

async function importWhole({ say, ended }: RunSetup) {
  say(`backfill: ${WHOLE} orders that a file holds whole; making them …`);
  const orders = makeOrders(WHOLE, "whole");
  return onScene({ ended }, async (scene) => {
    const live = createOrderSource();
    const before = await liveP99(live, scene, LIVE_SECONDS);
    const memory = await watchMemory(metricsUrl(scene.logOf("worker")));
    const began = performance.now();
    const importing = importAll(scene, orders);
    await firstOf(orders.length / 20, scene, importing);
    const during = await liveP99(live, scene, LIVE_SECONDS);
    await importing;
    const seconds = (performance.now() - began) / 1_000;
    const { peakMb, slopeMbPerMin } = await memory.end();
    say(`backfill: imported in ${Math.round(seconds)} s; comparing with the core …`);
    const gap = await gapOf(orders, scene.core);
    const figures = {
      orders_per_s: Math.round(orders.length / seconds),
      rss_peak_mb: Math.round(peakMb),
      rss_slope_mb_per_min: tenths(slopeMbPerMin),
      live_p99_ms_before: tenths(before),
      live_p99_ms_during: tenths(during),
    };
    say(`backfill: ${JSON.stringify({ ...figures, gap })}`);
    return { figures, gap };
  });
}

async function importInPart({ say, ended }: RunSetup): Promise<{ ratio: number; gap: number }> {
  say(`backfill: ${IN_PART} orders that have to be read one by one, at ${POINTS_PER_S} points a second …`);
  const orders = makeOrders(IN_PART, "in part");
  return onScene({ ended }, async (scene) => {
    const began = performance.now();
    await importAll(scene, orders);
    const seconds = (performance.now() - began) / 1_000;
    const ratio = hundredths(scene.admins.pointsOf(scene.domain) / (seconds * POINTS_PER_S));
    const gap = await gapOf(orders, scene.core);
    say(`backfill: ${Math.round(seconds)} s, ${ratio} of the points used, gap ${gap}`);
    return { ratio, gap };
  });
}

async function importKilled({ say, ended }: RunSetup): Promise<{ ratio: number; gap: number }> {
  say(`backfill: ${KILLED} orders, and a worker that is killed ${KILLS} times …`);
  const orders = makeOrders(KILLED, "whole");
  return onScene({ ended, env: IMPATIENT }, async (scene) => {
    const random = seededRandom(1);
    const importing = importAll(scene, orders);
    for (let kill = 1; kill <= KILLS; kill += 1) {
      await firstOf((kill / (KILLS + 1)) * orders.length, scene, importing);
      await sleep(random.int(0, 1_000));
      await scene.stack.killWorker();
    }
    await importing;
    const gap = await gapOf(orders, scene.core);
    // Orders that are left out on purpose are no work.
    const ratio = hundredths(scene.upserts() / scene.acceptedAt.size);
    say(`backfill: ${scene.upserts()} writes for ${scene.acceptedAt.size} orders, gap ${gap}`);
    return { ratio, gap };
  });
}

/** Gives the shop its orders and imports them; resolves when all of them are as far as they get. */
async function importAll({ admins, domain, stack, settle }: Scene, orders: readonly BookedOrder[]): Promise<void> {
  admins.book(domain, orders);
  await stack.backfill(domain);
  await settle();
}

/** Until so many orders are at the core, or the import is over. */
async function firstOf(orders: number, { acceptedAt }: Scene, importing: Promise<void>): Promise<void> {
  let over = false;
  void importing.then(
    () => {
      over = true;
    },
    () => {
      over = true;
    },
  );
  while (acceptedAt.size < orders && !over) await sleep(50);
}

function makeOrders(orders: number, filed: "whole" | "in part") {
  const endsAt = Math.floor((Date.now() - AGE_MS) / 1000) * 1000;
  return manyOrders({ orders, filed, shopDomain: "bench.myshopify.com", endsAt, firstNumber: 1_001 });
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
