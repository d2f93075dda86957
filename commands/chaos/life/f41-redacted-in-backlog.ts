import { checkRun, waitForRest } from "../check-run.ts";
import type { Fault, RunContext } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { dueRetries, moveClock } from "../lane/due-retries.ts";
import { observation } from "../lane/observation.ts";
import { observeInLab } from "../lane/observe-in-lab.ts";
import type { SellingShop } from "../shop/selling-shop.ts";
import { until } from "../until.ts";
import { UNHURRIED } from "../with-lab.ts";
import { askToErase } from "./ask-to-erase.ts";
import { scanEverything } from "./scan-everything.ts";
import { sellToCanary } from "./sell-to-canary.ts";

const ORDERS = 20;
const SMALL_ORDERS = 8;
/** Of the customer who is to be erased. */
const ERASED = 4;
const HAPPENS = ["update", "fulfil"] as const;
/** It waits for three seconds until every process knows. */
const ERASED_WITHIN_MS = 30_000;
/** Of a control, which never does. */
const WATCH_MS = 6_000;
const JUMPS = 8;
const PATIENCE_MS = 5_000;

export const F41: Fault = {
  id: "F41",
  suite: "life",
  title:
    "a customer is erased while orders wait for the core: nothing of them is left in any table or log, or reaches the core; all others arrive",
  guard: "redact",
  run: (context) =>
    observeInLab(context, { receivers: 1, workers: 2, env: UNHURRIED }, async (lab) =>
      eraseInBacklog(lab, await lab.openShop("f41"), context),
    ),
};

async function eraseInBacklog(lab: Lab, shop: SellingShop, context: RunContext) {
  const isWhole = context.without === null;
  let isAway = true;
  lab.proxy.play = () => (isAway ? { status: 503 } : {});
  const orders = context.small || !isWhole ? SMALL_ORDERS : ORDERS;
  const lives = shop.sell({ seed: context.seed, orders, happens: HAPPENS });
  const others = { ...shop, entries: [...shop.entries] };
  const canary = sellToCanary(shop, { seed: context.seed, orders: ERASED, happens: HAPPENS });
  const first = [...lives.map(({ messages }) => messages[0]), ...canary.lives.map(({ messages }) => messages[0])];
  await shop.postAll(first.flatMap((message) => message ?? []));
  await shop.postAll(canary.besides);
  const wanted = () => canary.planted;
  // Read and merged: from then on they wait in the books, too.
  await until(async () => canary.isRead() && (await bookedIn(lab)) === orders + ERASED, ERASED_WITHIN_MS);
  const before = await scanEverything(lab, wanted());

  const rest = [...lives, ...canary.lives].flatMap(({ messages }) => messages.slice(1));
  const asking = askToErase(shop, canary);
  await shop.postAll(rest);
  await asking;
  const isErased = async () => (await receiptsIn(lab)) > 0;
  await until(isErased, isWhole ? ERASED_WITHIN_MS : WATCH_MS);
  const erasedAt = Date.now();
  const after = await scanEverything(lab, wanted());
  // What comes late, of orders that are gone.
  await shop.postAll(canary.lives.flatMap(({ messages }) => messages.slice(0, 1).map((message) => message.twin())));

  isAway = false;
  let jumps = 0;
  for (let due = await dueRetries(lab, "order"); due.length > 0 && jumps < JUMPS; jumps += 1) {
    await moveClock(lab, due.at(-1) ?? 0);
    await waitForRest(lab, PATIENCE_MS);
    due = await dueRetries(lab, "order");
  }
  await waitForRest(lab, PATIENCE_MS);
  const last = await scanEverything(lab, wanted());
  const late = lab.proxy.writes.filter(({ order, startedAt }) => canary.orderIds.has(order) && startedAt > erasedAt);
  const left = new Set([...after.found, ...last.found]);
  const where = [...new Set([...after.places, ...last.places])].join(", ");
  return observation({
    context,
    symptoms: ["differences"],
    injected: { orders_to_erase: ERASED, canaries: wanted().size, found_before: before.found.size },
    check: await checkRun(lab, [others]),
    observed: {
      rows: last.rows,
      opened_before: before.opened,
      tables_before: before.places.size,
      found_after: after.found.size,
      found_at_last: last.found.size,
      writes_of_erased_orders: late.length,
      receipts: await receiptsIn(lab),
    },
    broken: [
      ...(left.size > 0 ? [`${left.size} of ${wanted().size} canaries are left, in ${where}`] : []),
      ...(late.length > 0 ? [`${late.length} writes of erased orders`] : []),
    ],
    unmet: [
      ...(before.found.size < wanted().size
        ? [`only ${before.found.size} of ${wanted().size} canaries were found before: the scan does not see everything`]
        : []),
      ...(before.places.has("inbox_event") && before.places.has("shop_order")
        ? []
        : [`before they were only in ${[...before.places].join(", ")}`]),
      ...((await receiptsIn(lab)) === 1 ? [] : ["there is no receipt"]),
    ],
  });
}

/** Orders of which something is known. */
async function bookedIn({ database }: Lab): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM shop_order WHERE state IS NOT NULL",
  );
  return rows[0]?.count ?? 0;
}

/** Of erasures that are over. */
async function receiptsIn({ database }: Lab): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM erasure WHERE outcome = 'erased' AND orders > 0",
  );
  return rows[0]?.count ?? 0;
}
