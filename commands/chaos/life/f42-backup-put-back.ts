import { join } from "node:path";
import type { PutBack } from "../back-up.ts";
import { checkRun, waitForRest } from "../check-run.ts";
import type { Fault, RunContext } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { observation } from "../lane/observation.ts";
import type { Sales, SellingShop } from "../shop/selling-shop.ts";
import { until } from "../until.ts";
import { UNHURRIED } from "../with-lab.ts";
import { askToErase } from "./ask-to-erase.ts";
import { observeWithShop } from "./observe-with-shops.ts";
import { type Scan, scanEverything } from "./scan-everything.ts";
import { type CanarySale, sellToCanary } from "./sell-to-canary.ts";

/** Before the backup is made, of the customer who is erased after it, and what comes after it. */
const ORDERS = { before: 12, erased: 4, after: 8 };
const HAPPENS = ["fulfil"] as const;
const SINCE = "2026-01-01";
const ERASED_WITHIN_MS = 30_000;
/** Of a control, which never does. */
const WATCH_MS = 6_000;

export const F42: Fault = {
  id: "F42",
  suite: "life",
  title:
    "a backup from before a customer was erased is put back: the customer is erased once more, and what came since is read from the shop",
  guard: "redact",
  run: (context) =>
    observeWithShop(
      context,
      { slug: "f42", receivers: 1, workers: 1, env: UNHURRIED, coreApart: true },
      async (lab, shop) => putBackup(lab, shop, context),
    ),
};

async function putBackup(lab: Lab, shop: SellingShop, context: RunContext) {
  const patienceMs = context.without === null ? ERASED_WITHIN_MS : WATCH_MS;
  const lives = shop.sell({ seed: context.seed, orders: ORDERS.before, happens: HAPPENS });
  const canary = sellToCanary(shop, { seed: context.seed, orders: ORDERS.erased, happens: HAPPENS });
  await shop.postAll([...lives, ...canary.lives].flatMap(({ messages }) => messages));
  await waitForRest(lab);
  const kept = await scanEverything(lab, canary.planted);
  const putBack = await lab.backUp();
  const keptKeys = new Set(shop.acknowledged());

  await askToErase(shop, canary);
  await until(async () => (await receiptsIn(lab, "customer")) > 0, patienceMs);
  const since = shop.sell({ seed: context.seed + 1, orders: ORDERS.after, happens: HAPPENS });
  await shop.postAll(since.flatMap(({ messages }) => messages));
  await waitForRest(lab);
  const erased = await scanEverything(lab, canary.planted);
  const forgotten = new Set(shop.acknowledged().filter((key) => !keptKeys.has(key)));

  const broughtBack = await putItBack(lab, putBack, canary);
  const restoredAt = Date.now();
  await until(async () => (await receiptsIn(lab, "restored")) > 0, patienceMs);
  shop.book();
  await lab.karlaOf(shop.shop, ["reconcile", "--since", SINCE, "--json"]);
  await shop.postAll(canary.lives.flatMap(({ messages }) => messages.slice(0, 1).map((message) => message.twin())));
  await waitForRest(lab);
  const last = await scanEverything(lab, canary.planted);

  const sales: Sales = { ...shop, acknowledged: () => shop.acknowledged().filter((key) => !forgotten.has(key)) };
  const check = await checkRun(lab, [sales]);
  const late = lab.proxy.writes.filter(({ order, startedAt }) => canary.orderIds.has(order) && startedAt > restoredAt);
  const again = lab.proxy.writes.filter(({ startedAt }) => startedAt > restoredAt).length;
  return observation({
    context,
    symptoms: [],
    injected: {
      events_forgotten: forgotten.size,
      orders_to_erase: ORDERS.erased,
      brought_back: broughtBack.found.size,
    },
    // The core was given them before anybody asked, and keeps them: it has no way to erase.
    check: { ...check, differences: check.differences.filter((one) => !isAbout(one, canary)) },
    observed: {
      canaries: kept.found.size,
      found_before_it_was_put_back: erased.found.size,
      found_at_last: last.found.size,
      writes_after_it: again,
      writes_of_erased_orders: late.length,
    },
    broken: [
      ...(last.found.size > 0 ? [`${last.found.size} canaries are left, in ${[...last.places].join(", ")}`] : []),
      ...(late.length > 0 ? [`${late.length} writes of erased orders`] : []),
    ],
    unmet: [
      ...(broughtBack.found.size < kept.found.size ? ["the backup did not bring back all that was erased"] : []),
      ...(again > 2 * ORDERS.after ? [`${again} writes to fill a gap of ${ORDERS.after} orders`] : []),
      ...((await receiptsIn(lab, "customer")) === 1 ? [] : ["the receipt was not carried over"]),
    ],
  });
}

/** Tombstones and receipts are carried over, and put in before a worker runs. Gives what the backup had brought back until then. */
async function putItBack(lab: Lab, putBack: PutBack, { planted }: CanarySale): Promise<Scan> {
  const file = join(lab.dataDir, "receipts.json");
  await lab.karla(["receipts", "export", "--file", file]);
  const scans: Scan[] = [];
  await putBack(async () => {
    await lab.karla(["receipts", "import", "--file", file]);
    await lab.database.answersAt();
    scans.push(await scanEverything(lab, planted));
  });
  const [seen] = scans;
  if (seen === undefined) throw new Error("the backup was not put back");
  return seen;
}

function isAbout(difference: string, { orderIds }: CanarySale): boolean {
  return [...orderIds].some((id) => difference.includes(id));
}

async function receiptsIn({ database }: Lab, kind: string): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM erasure WHERE outcome = 'erased' AND kind = $1",
    [kind],
  );
  return rows[0]?.count ?? 0;
}
