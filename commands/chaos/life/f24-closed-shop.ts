import { setTimeout as sleep } from "node:timers/promises";
import { checkRun, waitForRest } from "../check-run.ts";
import type { Fault } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { dueRetries, moveClock } from "../lane/due-retries.ts";
import { observation } from "../lane/observation.ts";
import type { Closure } from "../shop/platform.ts";
import type { SellingShop } from "../shop/selling-shop.ts";
import { until } from "../until.ts";
import { UNHURRIED } from "../with-lab.ts";
import { comparisonsOf, untilCompared } from "./comparisons.ts";
import { observeWithShops, type ShopLab } from "./observe-with-shops.ts";
import { messagesOf, sellOfLate } from "./sell-of-late.ts";

const ARRIVING = 8;
const IN_PART = 12;
const LOST = 3;
/** What was due at once has been tried by then. */
const WATCH_MS = 3_000;
/** What needs nothing of the shop comes while it is closed, on a slow machine too. */
const TAKEN_WITHIN_MS = 20_000;
/** The first order that is read opens the way for the others, which come when they look again. */
const JUMPS = 6;
/** What is read of an order, whoever asks for it. */
const READINGS = ["read_order", "refresh_order"] as const;

export const F24: Fault = {
  id: "F24",
  suite: "life",
  title: "a closed shop, in each way there is: what needs it waits, it is left alone, and all resumes once it is open",
  guard: "breaker",
  run(context) {
    const { closures, name } = context.platform;
    const slugs = closures.map((closure) => slugOf(closure));
    return observeWithShops(context, { slugs, receivers: 1, workers: 1, env: UNHURRIED }, async (shopLab) => {
      const { lab, shops } = shopLab;
      const closed = shops.flatMap((shop, n) => ({ shop, closure: closures[n] }));
      for (const { shop, closure } of closed) await shop.close(closure?.name ?? null);
      const before = requestsTo(shops);
      const from = await compareAll(shopLab);
      const { arriving, posted } = await sellWhileClosed(shopLab, context.seed);
      // Half a minute after the parcels their orders are asked for; then they wait for a probe, which finds it closed.
      let to = 0;
      for (let jumps = 0; jumps < 2; jumps += 1) {
        to = (await dueRetries(lab, ...READINGS)).at(-1) ?? 0;
        await moveClock(lab, to);
        await sleep(WATCH_MS);
      }
      const asked = requestsTo(shops).map((count, n) => count - (before[n] ?? 0));
      const allowed = closed.map(({ closure }) => (closure === undefined ? 0 : mostOf(closure, to + WATCH_MS - from)));
      const parked = (await dueRetries(lab, ...READINGS)).length;
      const isTaken = () => name !== "shopify" || takenOf(lab, arriving) === arriving.length;
      if (context.without === null) await until(isTaken, TAKEN_WITHIN_MS);
      const taken = takenOf(lab, arriving);
      for (const { shop } of closed) await shop.close(null);
      if (context.without === null) await resume(shopLab);
      const over = asked.flatMap((count, n) =>
        count > (allowed[n] ?? 0) ? [`${slugs[n]}: ${count} of ${allowed[n]}`] : [],
      );
      const acked = shops.reduce((sum, shop) => sum + shop.acknowledged().length, 0);
      return observation({
        context,
        symptoms: [],
        injected: { shops_closed: shops.length, refusals: asked.reduce((sum, count) => sum + count, 0), parked },
        check: await checkRun(lab, shops),
        observed: {
          arriving: arriving.length,
          taken_while_closed: taken,
          minutes_closed: Math.round((to - from) / 60_000),
          most_requests_to_a_shop: Math.max(...asked),
          allowed: Math.max(...allowed),
        },
        broken: over.map((which) => `more requests than are allowed: ${which}`),
        unmet: [
          ...(asked.includes(0) ? ["a shop was never asked"] : []),
          ...(acked < posted ? [`${posted - acked} messages were not acknowledged meanwhile`] : []),
          // What a message of Shopware's says is read back, so nothing can get through.
          ...(name === "shopify" && taken < arriving.length
            ? [`${arriving.length - taken} orders did not get through meanwhile`]
            : []),
        ],
      });
    });
  },
};

function slugOf({ name }: Closure): string {
  return `f24-${name.replaceAll("_", "-")}`;
}

function mostOf({ tries, probe }: Closure, withinMs: number): number {
  return tries + probe.requests * Math.floor(withinMs / probe.everyMs);
}

/** It is time for all comparisons. Gives the instant. */
async function compareAll({ lab, shops }: ShopLab): Promise<number> {
  const planned = await Promise.all(shops.map(({ shop }) => comparisonsOf(lab, shop.domain)));
  const instant = Math.max(...planned.map(({ nextAt }) => nextAt));
  await moveClock(lab, instant);
  await sleep(WATCH_MS);
  return instant;
}

/** Some orders arrive, of some only the parcel, of some nothing. Gives the first, each with its shop. */
async function sellWhileClosed({ shops }: ShopLab, seed: number): Promise<{ arriving: string[]; posted: number }> {
  const arriving: string[] = [];
  let posted = 0;
  for (const shop of shops) {
    const sell = (orders: number) => sellOfLate(shop, { orders, seed, happens: ["fulfil"] });
    const whole = sell(ARRIVING);
    const inPart = messagesOf(sell(IN_PART)).filter(({ tells }) => tells === "shipped");
    sell(LOST);
    const messages = [...messagesOf(whole), ...inPart];
    await shop.postAll(messages);
    posted += messages.length;
    arriving.push(...whole.map(({ entry }) => `${shop.shop.slug} ${shop.idOf(entry.order)}`));
  }
  return { arriving, posted };
}

async function resume(shopLab: ShopLab): Promise<void> {
  const { lab, shops } = shopLab;
  for (let jumps = 0; jumps < JUMPS; jumps += 1) {
    const due = (await dueRetries(lab, ...READINGS, "read_pictures")).at(-1);
    if (due === undefined) break;
    await moveClock(lab, due);
    await waitForRest(lab, WATCH_MS);
  }
  await compareAll(shopLab);
  for (const { shop } of shops) await untilCompared(lab, shop.domain, 2);
  await waitForRest(lab);
}

function requestsTo(shops: readonly SellingShop[]): number[] {
  return shops.map((shop) => shop.requests());
}

/** How many of these the core has taken. */
function takenOf({ proxy }: Lab, orders: readonly string[]): number {
  const taken = new Set(
    proxy.writes.flatMap(({ status, shop, order }) => (status === 200 ? [`${shop} ${order}`] : [])),
  );
  return orders.filter((order) => taken.has(order)).length;
}
