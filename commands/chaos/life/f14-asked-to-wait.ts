import { setTimeout as sleep } from "node:timers/promises";
import { checkRun, waitForRest } from "../check-run.ts";
import type { Fault } from "../fault.ts";
import type { CoreWrite } from "../journal-proxy.ts";
import type { Lab } from "../lab.ts";
import { dueRetries, moveClock } from "../lane/due-retries.ts";
import { observation } from "../lane/observation.ts";
import { observeInLab } from "../lane/observe-in-lab.ts";
import type { SellingShop } from "../shop/selling-shop.ts";
import { until } from "../until.ts";
import { UNHURRIED } from "../with-lab.ts";
import { ASKED_PAUSES, type AskedPause, LONGEST_PAUSE_MS, SHOPWARE_PAUSES, withinPause } from "./asked-pauses.ts";
import { HEARD_MS, openBreakers } from "./open-breakers.ts";

const ORDERS = 12;
/** Longer than any pause but the longest, and than what was held back takes to come back. */
const WATCH_MS = 16_000;
/** Who does not hear of the pause comes after a second. */
const CONTROL_WATCH_MS = 4_000;
/** What was held back comes a tenth later, or is spread over some seconds. */
const LATEST_MS = LONGEST_PAUSE_MS * 1.1 + 10_000;

/** A shop whose first requests are answered 429: one, or one for each order where the core names no time. */
interface Case {
  kind: string;
  shop: SellingShop;
  /** Instants of the requests to whoever asked for the pause. */
  came(): number[];
  asked: AskedPause | null;
  saidAt: number;
  /** The orders whose requests were refused; where it is the shop who asks, the one request that was. */
  refused: Set<string>;
}

export const F14: Fault = {
  id: "F14",
  suite: "life",
  title: "429 with every kind of Retry-After, from the core and the shop: nobody comes before the time, nor much later",
  guard: "retry_after",
  run: (context) =>
    observeInLab(context, { receivers: 1, workers: 2, env: UNHURRIED }, async (lab) => {
      const ofShop = context.platform.name === "shopware" ? Object.keys(SHOPWARE_PAUSES) : [];
      const kinds = [...Object.keys(ASKED_PAUSES), ...ofShop];
      const shops = await lab.openShops(kinds.map((kind) => `f14-${kind}`));
      // What is owed from a shop's first day on is done first: what is under way when silence is asked for breaks none.
      await until(async () => (await dueRetries(lab)).every((due) => due > Date.now()));
      await waitForRest(lab);
      await sleep(HEARD_MS);
      const cases = shops.map((shop, n) => caseOf(lab, kinds[n] ?? "", shop));
      lab.proxy.play = (write) => refuse(cases, write);
      const sell = async (orders: number) => {
        for (const { shop } of cases) {
          const lives = shop.sell({ seed: context.seed, orders });
          await shop.postAll(lives.flatMap(({ messages }) => messages.slice(0, 1)));
        }
      };
      await sell(1);
      await until(() => cases.every(({ refused }) => refused.size > 0));
      await sleep(HEARD_MS);
      await sell(ORDERS - 1);
      await sleep(context.without === null ? WATCH_MS : CONTROL_WATCH_MS);

      const early = cases
        .map(({ kind, came, saidAt, asked }) => ({
          kind,
          count: withinPause(came(), saidAt, asked?.until ?? null).length,
        }))
        .filter(({ count }) => count > 0);
      const isLong = ({ asked, saidAt }: Case) => (asked?.until ?? 0) > saidAt + WATCH_MS;
      const waiting = cases.filter((one) => !isLong(one) && takenOf(lab, one.shop) < ORDERS);
      const due = await dueRetries(lab, "order");
      const untilDueMs = due.map((instant) => instant - Date.now());
      const opened = await openBreakers(lab);
      if (context.without === null) {
        await moveClock(lab, due.at(-1) ?? 0);
        await waitForRest(lab);
      }
      return observation({
        context,
        symptoms: [],
        injected: Object.fromEntries(cases.map(({ kind, refused }) => [`refused_${kind}`, refused.size])),
        check: await checkRun(lab, shops),
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

function caseOf({ proxy }: Lab, kind: string, shop: SellingShop): Case {
  const writes = () => proxy.writes.filter((write) => write.shop === shop.shop.slug);
  const ofCore: Case = {
    kind,
    shop,
    came: () => writes().map(({ startedAt }) => startedAt),
    asked: null,
    saidAt: 0,
    refused: new Set(),
  };
  const pause = SHOPWARE_PAUSES[kind];
  if (shop.platform !== "shopware" || pause === undefined) return ofCore;
  const { site } = shop;
  const before = site.journal.requests().length;
  const later = () => site.journal.requests().slice(before);
  const came = () => later().flatMap(({ at, status }) => (status === 429 ? [] : [at]));
  const ofShop: Case = { ...ofCore, came };
  site.misbehave(({ path }) => {
    if (ofShop.refused.size > 0) return null;
    ofShop.refused.add(path);
    ofShop.saidAt = Date.now();
    ofShop.asked = pause(ofShop.saidAt);
    const { header } = ofShop.asked;
    return { kind: "status", status: 429, ...(header === null ? {} : { retryAfterSeconds: Number(header) }) };
  });
  return ofShop;
}

function refuse(cases: readonly Case[], { shop, order }: CoreWrite) {
  const one = cases.find((each) => each.shop.shop.slug === shop);
  const pause = ASKED_PAUSES[one?.kind ?? ""];
  if (one === undefined || pause === undefined) return {};
  // Each order once: more in a row than failures that open a breaker.
  if (one.kind === "absent" ? one.refused.has(order) : one.refused.size > 0) return {};
  one.refused.add(order);
  one.saidAt = Date.now();
  one.asked = pause(one.saidAt);
  const { header } = one.asked;
  return { status: 429, ...(header === null ? {} : { retryAfter: header }) };
}

function takenOf({ proxy }: Lab, { shop }: SellingShop): number {
  const taken = proxy.writes.filter((write) => write.shop === shop.slug && write.status === 200);
  return new Set(taken.map(({ order }) => order)).size;
}
