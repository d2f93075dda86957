import { pendingIn } from "../check-run.ts";
import type { RunContext } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { ofLate } from "../shop/of-late.ts";
import type { SellingShop } from "../shop/selling-shop.ts";
import { until } from "../until.ts";
import { comeToRest } from "./come-to-rest.ts";

/** As many as a comparison reads at once. */
const ORDERS = 5;
/** Less than a worker waits for an answer. */
const LATEST_MS = 12_000;
const SEARCH = "/api/search/order";
const TWO_HOURS_MS = 2 * 3_600_000;

/**
 * Orders of which nothing was told are found by a comparison, whose reading takes its time. By when it arrives they have
 * changed, and were read anew. Gives how many old states arrived late.
 */
export async function readLate(lab: Lab, shop: SellingShop, context: RunContext): Promise<number> {
  if (shop.platform !== "shopware") throw new Error("a shop at Shopware is needed");
  const lives = shop.sell({ seed: context.seed, orders: ORDERS, happens: ["update"], startAt: ofLate() });
  for (const { entry } of lives) shop.happen(entry, 1);
  const release = Promise.withResolvers<void>();
  let searches = 0;
  // The first one lists them, the second one reads them.
  shop.keepBack((path) => path === SEARCH && ++searches === 2, release.promise);
  const since = new Date(Date.now() - TWO_HOURS_MS).toISOString();
  const comparing = lab.karlaOf(shop.shop, ["reconcile", "--since", since, "--json"]);
  try {
    const begun = await until(() => searches >= 2);
    await shop.postAll(lives.flatMap(({ messages }) => messages.filter(({ tells }) => tells === "changed")));
    // Only the comparison itself is left.
    const news = await until(async () => isTold(lab, shop) && (await pendingIn(lab)).pending <= 1, LATEST_MS);
    return begun && news ? lives.length : 0;
  } finally {
    release.resolve();
    await comparing;
    await comeToRest(lab, context);
  }
}

/** The core has the second version of each. */
function isTold({ proxy }: Lab, { shop }: SellingShop): boolean {
  const told = proxy.writes.filter((write) => write.shop === shop.slug && write.counter === 2 && write.status === 200);
  return new Set(told.map(({ order }) => order)).size === ORDERS;
}
