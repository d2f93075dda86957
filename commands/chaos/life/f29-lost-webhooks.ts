import { checkRun, differencesIn, waitForRest } from "../check-run.ts";
import type { Fault } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { observation } from "../lane/observation.ts";
import type { SellingShop } from "../shop/selling-shop.ts";
import { UNHURRIED } from "../with-lab.ts";
import { type LossySale, loseAtShopify, loseAtShopware } from "./lossy-sales.ts";
import { observeWithShop } from "./observe-with-shops.ts";

const ORDERS = 1_000;
const SMALL_ORDERS = 150;
/** A tenth of what Shopify gives a shop of the smallest plan from one comparison to the next: 100 points a second, 15 minutes. */
const MOST_POINTS = 9_000;
/** Of a comparison at Shopware: a hundred orders are listed at a time, five are read, and some go to tokens and to what is due besides. */
const LISTED_AT_ONCE = 100;
const READ_AT_ONCE = 5;
const BESIDES = 10;

export const F29: Fault = {
  id: "F29",
  suite: "life",
  title: "messages are lost, codes are written without any: one comparison brings every order, the next writes nothing",
  guard: "compare",
  run: (context) =>
    observeWithShop(
      context,
      { slug: "f29", plan: "plus", receivers: 1, workers: 1, env: UNHURRIED },
      async (lab, shop) => {
        const size = context.small ? SMALL_ORDERS : ORDERS;
        const orders = context.without === null || context.small ? size : size / 5;
        const sold = await sellLossily(lab, shop, { orders, seed: context.seed });
        await waitForRest(lab);
        const compare = async () => {
          const [cost, writes] = [shop.cost(), lab.proxy.writes.length];
          await lab.karlaOf(shop.shop, ["reconcile", "--since", sold.begins, "--json"]);
          await waitForRest(lab);
          return { cost: shop.cost() - cost, writes: lab.proxy.writes.length - writes };
        };
        const gapBefore = (await differencesIn(lab, shop)).length;
        const first = await compare();
        const gap = (await differencesIn(lab, shop)).length;
        const erased = await eraseOne(lab);
        const second = await compare();
        const most = mostFor(shop, sold.orders);
        return observation({
          context,
          symptoms: ["differences"],
          injected: { orders: sold.orders, ...sold.lost, missing_before: gapBefore },
          check: await checkRun(lab, [shop]),
          observed: {
            missing: gap,
            cost: first.cost,
            cost_second_time: second.cost,
            writes: first.writes,
            writes_second_time: second.writes,
          },
          broken: gap > 0 ? [`${gap} orders are missing after the comparison`] : [],
          unmet: [
            ...(first.cost > most ? [`the comparison cost ${first.cost}, ${most} are allowed`] : []),
            ...(second.writes > 0 ? [`${second.writes} writes the second time`] : []),
            ...((await isErased(lab, erased)) ? [] : ["what was erased on request is back"]),
          ],
        });
      },
    ),
};

function sellLossily(lab: Lab, shop: SellingShop, wish: { orders: number; seed: number }): Promise<LossySale> {
  switch (shop.platform) {
    case "shopify":
      return loseAtShopify(shop, wish);
    case "shopware":
      return loseAtShopware(lab, shop, wish);
  }
}

function mostFor({ platform }: SellingShop, orders: number): number {
  if (platform === "shopify") return MOST_POINTS;
  return Math.ceil(orders / LISTED_AT_ONCE) + Math.ceil(orders / READ_AT_ONCE) + BESIDES;
}

/** Takes away all that is known of one order, as a redaction does. Gives its id. */
async function eraseOne({ database }: Lab): Promise<string> {
  const { rows } = await database.pool.query<{ order_id: string }>(
    `UPDATE shop_order SET state = NULL, name = NULL
     WHERE order_id = (SELECT order_id FROM shop_order WHERE status = 'delivered' ORDER BY order_id LIMIT 1)
     RETURNING order_id`,
  );
  return rows[0]?.order_id ?? "";
}

async function isErased({ database }: Lab, orderId: string): Promise<boolean> {
  const { rows } = await database.pool.query<{ erased: boolean }>(
    "SELECT state IS NULL AS erased FROM shop_order WHERE order_id = $1",
    [orderId],
  );
  return rows[0]?.erased === true;
}
