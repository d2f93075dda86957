import { setTimeout as sleep } from "node:timers/promises";
import { checkRun, waitForRest } from "../check-run.ts";
import type { Fault } from "../fault.ts";
import type { CoreWrite } from "../journal-proxy.ts";
import type { Lab } from "../lab.ts";
import { dueRetries, moveClock } from "../lane/due-retries.ts";
import { createHandSender, type HandSender } from "../lane/hand-sender.ts";
import { observation } from "../lane/observation.ts";
import { observeInLab } from "../lane/observe-in-lab.ts";
import { sellOrders } from "../lane/sell-orders.ts";
import { until } from "../until.ts";
import { UNHURRIED } from "../with-lab.ts";
import { ASKED_PAUSES, type AskedPause, LONGEST_PAUSE_MS, withinPause } from "./asked-pauses.ts";

const ORDERS = 12;
/** Longer than any pause but the longest, and than what was held back takes to come back. */
const WATCH_MS = 14_000;
/** Who does not hear of the pause comes after a second. */
const CONTROL_WATCH_MS = 4_000;
/** What was held back comes a tenth later, or is spread over some seconds. */
const LATEST_MS = LONGEST_PAUSE_MS * 1.1 + 10_000;

/** A shop whose first requests the core answers 429: one, or one for each order where it names no time. */
interface Case {
  kind: string;
  sender: HandSender;
  asked: AskedPause | null;
  saidAt: number;
  refusals: number;
}

export const F14: Fault = {
  id: "F14",
  suite: "life",
  title: "the core answers 429 with every kind of Retry-After: nobody comes before the time, for an hour at most",
  guard: "retry_after",
  run: (context) =>
    observeInLab(context, { receivers: 1, workers: 2, env: UNHURRIED }, async (lab) => {
      const cases: Case[] = [];
      for (const kind of Object.keys(ASKED_PAUSES)) {
        const sender = createHandSender(lab, await lab.addShop(`f14-${kind}`));
        cases.push({ kind, sender, asked: null, saidAt: 0, refusals: 0 });
      }
      lab.proxy.play = (write) => refuse(cases, write);
      const sell = async (orders: number) => {
        for (const { sender } of cases) {
          const lives = sellOrders(sender, { seed: context.seed, orders });
          await sender.postAll(lives.flatMap(({ webhooks }) => webhooks.slice(0, 1)));
        }
      };
      // One first: what is under way when the core asks for silence breaks none.
      await sell(1);
      await until(() => cases.every(({ refusals }) => refusals > 0));
      await sell(ORDERS - 1);
      await sleep(context.without === null ? WATCH_MS : CONTROL_WATCH_MS);

      const early = cases.map((one) => ({ kind: one.kind, count: earlyOf(lab, one) })).filter(({ count }) => count > 0);
      const waiting = cases.filter(({ kind, sender }) => kind !== "endless" && takenOf(lab, sender) < ORDERS);
      const due = await dueRetries(lab);
      const untilDueMs = due.map((instant) => instant - Date.now());
      const opened = await openBreakers(lab);
      if (context.without === null) {
        await moveClock(lab, due.at(-1) ?? 0);
        await waitForRest(lab);
      }
      return observation({
        context,
        symptoms: [],
        injected: Object.fromEntries(cases.map(({ kind, refusals }) => [`refused_${kind}`, refusals])),
        check: await checkRun(
          lab,
          cases.map(({ sender }) => sender),
        ),
        observed: {
          came_early: early.reduce((sum, { count }) => sum + count, 0),
          waited_for_the_hour: due.length,
          latest_due_minutes: Math.round(Math.max(...untilDueMs, 0) / 60_000),
          breakers_opened: opened,
        },
        broken: early.map(({ kind, count }) => `${kind}: ${count} requests came before the time`),
        unmet: [
          ...waiting.map(({ kind }) => `${kind}: orders were not there after ${WATCH_MS} ms`),
          ...(due.length === ORDERS ? [] : [`${due.length} of ${ORDERS} orders wait for the hour to pass`]),
          ...(untilDueMs.some((ms) => ms > LATEST_MS) ? ["an order waits for more than an hour"] : []),
          ...(opened > 0 ? [`${opened} breakers were opened by 429 alone`] : []),
        ],
      });
    }),
};

function refuse(cases: readonly Case[], { shop }: CoreWrite) {
  const one = cases.find(({ sender }) => sender.shop.slug === shop);
  // More in a row than failures that open a breaker.
  if (one === undefined || one.refusals >= (one.kind === "absent" ? ORDERS : 1)) return {};
  one.refusals += 1;
  one.saidAt = Date.now();
  one.asked = ASKED_PAUSES[one.kind]?.(one.saidAt) ?? null;
  const header = one.asked?.header ?? null;
  return { status: 429, ...(header === null ? {} : { retryAfter: header }) };
}

function writesOf({ proxy }: Lab, { shop }: HandSender): CoreWrite[] {
  return proxy.writes.filter((write) => write.shop === shop.slug);
}

function earlyOf(lab: Lab, { sender, saidAt, asked }: Case): number {
  const instants = writesOf(lab, sender).map(({ startedAt }) => startedAt);
  return withinPause(instants, saidAt, asked?.until ?? null).length;
}

function takenOf(lab: Lab, sender: HandSender): number {
  return new Set(writesOf(lab, sender).flatMap(({ status, order }) => (status === 200 ? [order] : []))).size;
}

async function openBreakers({ database }: Lab): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM breaker WHERE opened_at IS NOT NULL",
  );
  return rows[0]?.count ?? 0;
}
