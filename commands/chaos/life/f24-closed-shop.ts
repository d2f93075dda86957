import { setTimeout as sleep } from "node:timers/promises";
import type { ShopAdmins } from "../../demo/shop-admins.ts";
import { checkRun, waitForRest } from "../check-run.ts";
import type { Fault } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { dueRetries, moveClock } from "../lane/due-retries.ts";
import type { HandSender } from "../lane/hand-sender.ts";
import { observation } from "../lane/observation.ts";
import { UNHURRIED } from "../with-lab.ts";
import { comparisonsOf, untilCompared } from "./comparisons.ts";
import { observeWithShops, type ShopLab } from "./observe-with-shops.ts";
import { sellOfLate, webhooksOf } from "./sell-of-late.ts";

/** How a shop answers that is frozen, gone or locked. */
const CLOSED = [402, 404, 423] as const;
const ARRIVING = 8;
const IN_PART = 12;
const LOST = 3;
/** A closed shop is asked no more often than that. */
const PROBE_EVERY_MS = 5 * 60_000;
/** What was due at once has been tried by then. */
const WATCH_MS = 3_000;
/** The first order that is read opens the way for the others, which come when they look again. */
const JUMPS = 6;

export const F24: Fault = {
  id: "F24",
  suite: "life",
  title: "a frozen, deleted or locked shop: what needs it waits, webhooks go on, and all resumes once it is open",
  guard: "breaker",
  run: (context) =>
    observeWithShops(
      context,
      { slugs: CLOSED.map((status) => `f24-${status}`), receivers: 1, workers: 1, env: UNHURRIED },
      async (shopLab) => {
        const { lab, admins, senders } = shopLab;
        let closed = true;
        admins.misbehave = ({ shop }) => {
          const status = CLOSED.find((code) => shop === `f24-${code}.myshopify.com`);
          return closed && status !== undefined ? { kind: "status", status } : null;
        };
        const before = requestsTo(admins, senders);
        const from = await compareAll(shopLab);
        const arriving = await sellWhileClosed(shopLab, context.seed);
        // Half a minute after the parcels their orders are asked for; then they wait for a probe, which finds it closed.
        let to = 0;
        for (let jumps = 0; jumps < 2; jumps += 1) {
          to = (await dueRetries(lab, "read_order")).at(-1) ?? 0;
          await moveClock(lab, to);
          await sleep(WATCH_MS);
        }
        const asked = requestsTo(admins, senders).map((count, n) => count - (before[n] ?? 0));
        const most = 1 + Math.floor((to + WATCH_MS - from) / PROBE_EVERY_MS);
        const parked = (await dueRetries(lab, "read_order")).length;
        const taken = takenOf(lab, arriving);
        closed = false;
        if (context.without === null) await resume(shopLab);
        const over = asked.filter((count) => count > most).length;
        return observation({
          context,
          symptoms: [],
          injected: { shops_closed: senders.length, refusals: asked.reduce((sum, count) => sum + count, 0), parked },
          check: await checkRun(lab, senders),
          observed: {
            arriving: arriving.length,
            taken_while_closed: taken,
            minutes_closed: Math.round((to - from) / 60_000),
            most_requests_to_a_shop: Math.max(...asked),
            allowed: most,
          },
          broken: over > 0 ? [`${over} shops were asked up to ${Math.max(...asked)} times, ${most} are allowed`] : [],
          unmet: [
            ...(asked.includes(0) ? ["a shop was never asked"] : []),
            ...(taken < arriving.length ? [`${arriving.length - taken} orders did not get through meanwhile`] : []),
          ],
        });
      },
    ),
};

/** It is time for all comparisons. Gives the instant. */
async function compareAll({ lab, senders }: ShopLab): Promise<number> {
  const planned = await Promise.all(senders.map(({ shop }) => comparisonsOf(lab, shop.domain)));
  const instant = Math.max(...planned.map(({ nextAt }) => nextAt));
  await moveClock(lab, instant);
  await sleep(WATCH_MS);
  return instant;
}

/** Some orders arrive, of some only the parcel, of some nothing. Gives the first, each with its shop. */
async function sellWhileClosed({ admins, senders }: ShopLab, seed: number): Promise<string[]> {
  const arriving: string[] = [];
  for (const sender of senders) {
    const sell = (orders: number) => sellOfLate(sender, admins, { orders, seed, happens: ["fulfil"] });
    const whole = sell(ARRIVING);
    const inPart = webhooksOf(sell(IN_PART)).filter(({ topic }) => topic === "fulfillments/create");
    sell(LOST);
    await sender.postAll([...webhooksOf(whole), ...inPart]);
    arriving.push(...whole.map(({ entry }) => `${sender.shop.slug} ${entry.order.id}`));
  }
  return arriving;
}

async function resume(shopLab: ShopLab): Promise<void> {
  const { lab, senders } = shopLab;
  for (let jumps = 0; jumps < JUMPS; jumps += 1) {
    const due = (await dueRetries(lab, "read_order", "read_pictures")).at(-1);
    if (due === undefined) break;
    await moveClock(lab, due);
    await waitForRest(lab, WATCH_MS);
  }
  await compareAll(shopLab);
  for (const { shop } of senders) await untilCompared(lab, shop.domain, 2);
  await waitForRest(lab);
}

function requestsTo(admins: ShopAdmins, senders: readonly HandSender[]): number[] {
  return senders.map(({ shop }) => admins.requestsTo(shop.domain));
}

/** How many of these the core has taken. */
function takenOf({ proxy }: Lab, orders: readonly string[]): number {
  const taken = new Set(
    proxy.writes.flatMap(({ status, shop, order }) => (status === 200 ? [`${shop} ${order}`] : [])),
  );
  return orders.filter((order) => taken.has(order)).length;
}
