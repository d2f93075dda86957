import { checkRun } from "../check-run.ts";
import { slowInserts } from "../database/slow-inserts.ts";
import type { Fault, RunContext } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { comeToRest } from "../lane/come-to-rest.ts";
import { observation } from "../lane/observation.ts";
import { observeInLab } from "../lane/observe-in-lab.ts";
import type { SellingShop } from "../shop/selling-shop.ts";
import { UNHURRIED } from "../with-lab.ts";
import { messagesOf } from "./sell-of-late.ts";
import { toldLate } from "./told-late.ts";
import { type Tried, tryAtRate } from "./try-at-rate.ts";

const MESSAGES = { whole: 2_100, small: 900 };
/** What a shop says about one of these orders. */
const OF_AN_ORDER = { shopify: 3, shopware: 7 } as const;
/** Twice as many as are stored: a commit holds 64 events at most. */
const PER_SECOND = 300;
const COMMIT_MS = 400;
const CALM_MESSAGES = 42;
const CALM_PER_SECOND = 12;
/** The commit that is under way, its own, and what comes on top on a busy machine. */
const MOST_CALM_MS = 2 * COMMIT_MS + 500;
const MOST_GROWN_MB = 150;
const CONCURRENCY = 4;
const HOLD_MS = 20;

export const F30: Fault = {
  id: "F30",
  suite: "life",
  title:
    "a storm from one shop, faster than the database takes it: each message is acknowledged or told in time to come again, nothing is lost, another shop waits for nobody",
  guard: "ack",
  alone: true,
  run: (context) =>
    observeInLab(
      context,
      { receivers: 1, workers: 2, env: { ...UNHURRIED, WORKER_CONCURRENCY: String(CONCURRENCY) } },
      async (lab) => {
        const [stormy, calm] = await lab.openShops(["f30-storm", "f30-calm"]);
        if (stormy === undefined || calm === undefined) throw new Error("two shops are needed");
        return storm(lab, { stormy, calm }, context);
      },
    ),
};

async function storm(lab: Lab, { stormy, calm }: Record<"stormy" | "calm", SellingShop>, context: RunContext) {
  const isWhole = context.without === null;
  const { seed } = context;
  let mostCalls = 0;
  lab.proxy.play = ({ from }) => {
    mostCalls = Math.max(mostCalls, lab.proxy.underWay(from));
    return { holdMs: HOLD_MS };
  };
  const sell = (shop: SellingShop, messages: number) =>
    messagesOf(shop.sell({ seed, orders: Math.ceil(messages / OF_AN_ORDER[shop.platform]), happens: ["update"] }));
  const many = sell(stormy, context.small || !isWhole ? MESSAGES.small : MESSAGES.whole);
  const few = sell(calm, CALM_MESSAGES);
  const isFast = await slowInserts(lab.database.pool, COMMIT_MS);
  const startedAt = performance.now();
  const [stormed, calmly] = await Promise.all([
    tryAtRate(stormy, many, PER_SECOND),
    tryAtRate(calm, few, CALM_PER_SECOND),
  ]);
  const tookMs = performance.now() - startedAt;
  await isFast();
  const refused = stormed.filter(({ answer }) => answer.status === 503);
  const again = (tried: readonly Tried[]) =>
    tried.flatMap(({ message, answer }) => (answer.status === 200 ? [] : [message]));
  await Promise.all([stormy.postAll(again(stormed)), calm.postAll(again(calmly))]);
  const resentAt = performance.now();
  await comeToRest(lab, context);
  const drainedMs = performance.now() - resentAt;
  const waits = calmly.map(({ answer }) => answer.ms).sort((one, other) => one - other);
  // One of twenty may have met a moment in which the machine did something else.
  const calmMs = waits[Math.floor(waits.length * 0.95) - 1] ?? 0;
  const starved = again(calmly).length;
  const check = await checkRun(lab, [stormy, calm]);
  return observation({
    context,
    symptoms: ["lost"],
    injected: { messages: many.length, ...(isWhole ? { refused: refused.length } : {}), calm_messages: few.length },
    check,
    observed: {
      storm_ms: Math.round(tookMs),
      slowest_answer_ms: Math.max(...stormed.map(({ answer }) => answer.ms)),
      calm_ack_p95_ms: calmMs,
      drained_after_ms: Math.round(drainedMs),
      most_calls_of_a_worker: mostCalls,
    },
    unmet: [
      ...wrongIn(stormed),
      ...toldLate(
        lab,
        refused.map(({ answer }) => answer),
      ),
      ...(starved > 0 ? [`the other shop was refused ${starved} of ${few.length} messages`] : []),
      ...(calmMs > MOST_CALM_MS + lab.stallMs() ? [`the other shop waited ${calmMs} ms for an answer`] : []),
      ...(mostCalls > CONCURRENCY ? [`a worker had ${mostCalls} calls under way, ${CONCURRENCY} are allowed`] : []),
      ...(check.grown_mb > MOST_GROWN_MB ? [`the receiver took ${check.grown_mb} MB more`] : []),
    ],
  });
}

/** What a sender cannot work with, in sentences. */
function wrongIn(tried: readonly Tried[]): string[] {
  const count = (isWrong: (answer: Tried["answer"]) => boolean) => tried.filter(({ answer }) => isWrong(answer)).length;
  const wrong = {
    "were not answered in time": count(({ status }) => status === null),
    "were answered neither 200 nor 503": count(({ status }) => status !== null && ![200, 503].includes(status)),
    "were answered 503 without Retry-After": count(({ status, saysWhen }) => status === 503 && !saysWhen),
  };
  return Object.entries(wrong).flatMap(([how, times]) => (times === 0 ? [] : [`${times} messages ${how}`]));
}
