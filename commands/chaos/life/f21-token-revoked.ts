import { setTimeout as sleep } from "node:timers/promises";
import { checkRun, waitForRest } from "../check-run.ts";
import type { Fault, RunContext } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { dueRetries, moveClock } from "../lane/due-retries.ts";
import { observation } from "../lane/observation.ts";
import type { ShopifyShop } from "../shop/selling-shop.ts";
import { until } from "../until.ts";
import { UNHURRIED } from "../with-lab.ts";
import { openProblems } from "./comparisons.ts";
import { observeWithShop } from "./observe-with-shops.ts";
import { messagesOf, sellOfLate } from "./sell-of-late.ts";

const ARRIVING = 8;
const IN_PART = 8;
/** What was due at once has been tried by then. */
const WATCH_MS = 3_000;
/** So often all that waits is due at once, five minutes after the last time: each would be a try. */
const PROBES = 3;
const MOST_TRIES = 3;
const PROBE_MS = 6 * 60_000;
const RESUMED_WITHIN_MS = 30_000;

/** Two are under way when the first one is refused. */
const ENV = { ...UNHURRIED, WORKER_CONCURRENCY: "2" };

/** Nobody waits for half a minute here. */
const READ_NOW = `
WITH owed AS (UPDATE outbox SET due_at = now() WHERE effect = 'read_order' AND state = 'pending' RETURNING shop_id, lane_key)
UPDATE lane l SET due_at = now() FROM owed WHERE l.shop_id = owed.shop_id AND l.lane_key = owed.lane_key`;

export const F21: Fault = {
  id: "F21",
  suite: "life",
  title:
    "a shop revokes the app's token while orders wait to be read, and nobody says so: it is left alone until the app is back",
  guard: "access",
  cannot: {
    shopware:
      "a shop at Shopware gives keys and no tokens that could be revoked: that it takes them no more is a part of F24",
  },
  run: (context) =>
    observeWithShop(context, { slug: "f21", receivers: 1, workers: 1, env: ENV }, async (lab, shop) => {
      if (shop.platform !== "shopify") throw new Error("a shop at Shopify is needed");
      return revoke(lab, shop, context);
    }),
};

async function revoke(lab: Lab, shop: ShopifyShop, context: RunContext) {
  const { admins } = shop;
  const { domain, slug } = shop.shop;
  if (admins === null) throw new Error("a shop that has the app is needed");
  const sell = (orders: number) => sellOfLate(shop, { orders, seed: context.seed, happens: ["fulfil"] });
  const inPart = messagesOf(sell(IN_PART)).filter(({ tells }) => tells === "shipped");
  await shop.postAll(inPart);
  await until(async () => (await dueRetries(lab, "read_order")).length === IN_PART);
  const before = shop.requests();
  admins.tokens.uninstall(domain);
  await lab.database.pool.query(READ_NOW);
  await sleep(WATCH_MS);
  const arriving = sell(ARRIVING);
  await shop.postAll(messagesOf(arriving));
  let clock = Date.now();
  for (let probe = 0; probe < PROBES; probe += 1) {
    clock = Math.max(clock + PROBE_MS, (await dueRetries(lab, "read_order")).at(-1) ?? 0);
    await moveClock(lab, clock);
    await sleep(WATCH_MS);
  }
  const tries = shop.requests() - before;
  const parked = (await dueRetries(lab, "read_order")).length;
  const problems = await openProblems(lab, domain);
  const isTaken = (orderId: string) =>
    lab.proxy.writes.some((write) => write.shop === slug && write.order === orderId && write.status === 200);
  const taken = arriving.filter(({ entry }) => isTaken(shop.idOf(entry.order))).length;

  let isResumed = true;
  if (context.without === null) {
    // What the admin gives out is of the machine's own time.
    await moveClock(lab, Date.now());
    admins.tokens.install(domain);
    await admins.openApp(domain, lab.receivers[0]?.url ?? "");
    isResumed = await until(() => shop.entries.every(({ order }) => isTaken(shop.idOf(order))), RESUMED_WITHIN_MS);
    await waitForRest(lab);
  }
  const left = context.without === null ? await openProblems(lab, domain) : [];
  return observation({
    context,
    symptoms: [],
    injected: { tokens_revoked: 1, refusals: tries, parked },
    check: await checkRun(lab, [shop]),
    observed: {
      tries,
      allowed: MOST_TRIES,
      taken_meanwhile: taken,
      problems: problems.length,
      problems_left: left.length,
    },
    broken: tries > MOST_TRIES ? [`the shop was asked ${tries} times, ${MOST_TRIES} are allowed`] : [],
    unmet: [
      ...(taken < ARRIVING ? [`${ARRIVING - taken} orders that need no call did not get through`] : []),
      ...(problems.join() === "shop_access_refused" ? [] : [`the merchant is told "${problems.join()}"`]),
      ...(isResumed ? [] : ["what waited did not come by itself once the app was back"]),
      ...left.map((code) => `still shown: ${code}`),
    ],
  });
}
